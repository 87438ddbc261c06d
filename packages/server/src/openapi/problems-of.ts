import { type Operation, type ProblemName, problems } from '@tenantry/contract';

/**
 * Every problem that an operation can answer: those it declares, and those that follow from its shape. Grouped by status, in rising order.
 * A public operation answers 401 only where it declares so; a write of anybody can be refused as coming from a foreign site.
 */
export function problemsOf(operation: Operation): Map<number, ProblemName[]> {
  const { permission, method } = operation;
  const open = permission === 'public';
  const write = method !== 'GET';
  const names = new Set<ProblemName>(['invalid-request']);
  const add = (condition: boolean, ...more: ProblemName[]) => {
    for (const name of condition ? more : []) names.add(name);
  };
  add(operation.list === true || operation.select === true || operation.filter === true, 'invalid-query');
  add(!open, 'authentication-failed', 'not-found');
  // Every caller may read what is signed-in's; narrower permissions and cookies from foreign pages are refused.
  add(write || !(open || permission === 'signed-in'), 'forbidden');
  add(operation.path.includes('{'), 'not-found');
  add(isRepeatable(operation), 'idempotency-conflict');
  add(operation.body !== undefined, 'too-large', 'unsupported-media-type');
  add(!open || write, 'too-many-requests');
  add(true, 'temporarily-unavailable', ...(operation.problems ?? []));
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of Object.keys(problems) as ProblemName[]) {
    if (names.has(name)) byStatus.set(problems[name].status, [...(byStatus.get(problems[name].status) ?? []), name]);
  }
  return byStatus;
}

/** Whether an `Idempotency-Key` counts. */
export const isRepeatable = ({ method, idempotencyKey, permission }: Operation): boolean =>
  method === 'POST' && idempotencyKey !== false && permission !== 'public';
