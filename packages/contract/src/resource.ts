import type { Static, TSchema } from 'typebox';
import type { ModuleCode } from './modules.ts';
import type { ProblemName } from './problems.ts';

export type AccountType = 'Client' | 'Vendor' | 'Operations';

/**
 * Who may call an operation.
 * `public`: nobody has to sign in. `signed-in`: every person and token. `person`: a person's session, never a token.
 * Otherwise account types and modules, of which one is enough; `self` lets a person through to what is her own without the module.
 */
export type Permission =
  | 'public'
  | 'signed-in'
  | 'person'
  | { types: readonly AccountType[]; modules: readonly ModuleCode[]; self?: true; operators?: true };

/** An event that an operation records. A bare key: exactly once. `when`: at most once, only then. `many`: once for each object that changed. */
export type EventUse = string | { key: string; when: string } | { key: string; many: string };

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/public/v1`, parameters in braces. */
  path: string;
  summary: string;
  description?: string;
  permission: Permission;
  /** Nobody has to sign in while the server shows the mailbox of a demo: demo data, on this machine only, mails kept instead of sent. */
  openWhen?: 'demo-mailbox';
  /** Plain query parameters beside the list language. */
  query?: TSchema;
  /** The list language (limit, offset, order, select, filters); only GET. */
  list?: true;
  /** Takes `select` (and `render()`), without the rest of the list language. */
  select?: true;
  /** Takes the filter and the order of the list language, without pages: everything that matches is answered. */
  filter?: true;
  body?: TSchema;
  /** What clients read and send back: fields of it that `body` lacks are ignored instead of refused. */
  reads?: TSchema;
  /** The same operation as `multipart/form-data`: a JSON part and a file part. */
  multipart?: { part: string; file: string };
  /** Absent for 204, redirects and documents. */
  answer?: TSchema;
  /**
   * Answers a file of this content type piece by piece, however long it is, with the number of its records in `Tenantry-Total`.
   * Its events are recorded before the first byte leaves.
   */
  stream?: 'text/csv; charset=utf-8' | 'application/jsonl; charset=utf-8';
  /** Answers an HTML document for a frame, shut off from everything by its own Content-Security-Policy. `?account=` stands in for the header. */
  html?: true;
  status: 200 | 201 | 204 | 307;
  /** Beside those that every operation can give: 400, 401, 403, 404, 413, 415, 429. */
  problems?: readonly ProblemName[];
  events?: readonly EventUse[];
  /** Not repeated on a second sending with the same `Idempotency-Key` unless this says so. */
  idempotencyKey?: false;
}

export type Operations = Readonly<Record<string, Operation>>;

export interface Resource<O extends Operations = Operations> {
  /** Folder, URL and CLI noun: plural, kebab-case. */
  name: string;
  /** One sentence for people. */
  summary: string;
  operations: O;
}

/** Describes one resource; keeps the literal types, so that a missing handler does not compile. */
export const resource = <const O extends Operations>(described: Resource<O>): Resource<O> => described;

export type BodyOf<O extends Operation> = O extends { body: infer S extends TSchema } ? Static<S> : undefined;
export type AnswerOf<O extends Operation> = O extends { answer: infer S extends TSchema } ? Static<S> : undefined;
export type QueryOf<O extends Operation> = O extends { query: infer S extends TSchema } ? Static<S> : undefined;

type Names<P extends string> = P extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
/** The names in the braces of a path. */
export type ParamsOf<O extends Operation> = Record<Names<O['path']>, string>;

/** `apiTokens.list`: what OpenAPI calls an operation, and records of it. */
export const operationId = (of: Pick<Resource, 'name'>, operation: string): string =>
  `${of.name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}.${operation}`;

/** The keys of the events that an operation may record. */
export const eventKeys = (operation: Operation): string[] =>
  (operation.events ?? []).map((event) => (typeof event === 'string' ? event : event.key));

/** Whether the operation only reads: of a token with `auditReads` each success is recorded, as `furtherEvents.tokenRead` says. */
export const isRead = (operation: Operation): boolean => operation.method === 'GET';

/** Whether the operation changes something; decides the transaction's mode. */
export const isWrite = (operation: Operation): boolean => operation.method !== 'GET' || (operation.events ?? []).length > 0;
