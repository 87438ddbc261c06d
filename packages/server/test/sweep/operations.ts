import { type Operation, problems, resources } from '@tenantry/contract';
import { mounted } from '../../src/app.ts';

export interface Swept {
  /** `api-tokens.create` */
  id: string;
  operation: Operation;
  isMounted: boolean;
}

/** Every operation of the contract, whether or not the server serves it. */
export const operations: readonly Swept[] = Object.values(resources).flatMap((resource) => {
  const served = mounted.find((one) => one.resource.name === resource.name);
  return Object.entries(resource.operations as Record<string, Operation>).map(([name, operation]) => ({
    id: `${resource.name}.${name}`,
    operation,
    isMounted: typeof served?.handlers[name] === 'function',
  }));
});

/** What the sweep calls. */
export const served: readonly Swept[] = operations.filter((one) => one.isMounted);

/** The names in the braces of a path. */
export const parametersOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

export const fill = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'missing'));

/** The statuses that an operation may answer: its own, those every operation can give, those of its problems. */
export const declaredStatuses = (operation: Operation): ReadonlySet<number> =>
  new Set([operation.status, 400, 401, 403, 404, 413, 415, 429, ...(operation.problems ?? []).map((name) => problems[name].status)]);
