import { type Operation, type Operations, resources } from '@tenantry/contract';

export interface Route {
  method: string;
  path: string;
  /** The parts of a form: the object as JSON, and the file. */
  part?: string;
  filePart?: string;
  /** The content type of what is answered piece by piece. */
  stream?: string;
}

const routeOf = ({ method, path, multipart, stream }: Operation): Route => ({
  method,
  path,
  ...(multipart ? { part: multipart.part, filePart: multipart.file } : {}),
  ...(stream ? { stream } : {}),
});

/** Where each operation of the contract is called; read from it, so that a new resource needs no line here. */
export const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = Object.fromEntries(
  Object.entries(resources).map(([name, { operations }]) => [
    name,
    Object.fromEntries(Object.entries(operations as Operations).map(([operation, described]) => [operation, routeOf(described)])),
  ]),
);
