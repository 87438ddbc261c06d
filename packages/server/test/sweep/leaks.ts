import type { TestApp } from '../harness.ts';
import { type CallerName, makeCallers, type SweepCaller } from './callers.ts';
import { changedTables, databaseState } from './database-state.ts';
import { expectedFor } from './expectations.ts';
import { findListLeaks } from './list-leaks.ts';
import { makersFor } from './makers.ts';
import { fill, parametersOf, type Swept, served } from './operations.ts';
import { referencePlaces, withReference } from './references.ts';
import { isRefusal, recordedEvents, refusalFault } from './refusals.ts';
import { exceptions } from './sample-exceptions.ts';
import { type Ground, sampleFor } from './samples.ts';

/** Something of another account that a caller could read, change or name. */
export interface Leak {
  operation: string;
  caller: CallerName;
  what: string;
}

type Callers = Record<CallerName, SweepCaller>;

/** Callers that see one account only; whoever of them may call an operation must not reach the other account through it. */
const confined: readonly CallerName[] = ['client administrator', 'client token', 'client member', 'vendor administrator'];

/** Goes through all served operations and yields every leak between two accounts, one at a time, so that a caller may stop at the first. */
export async function* findLeaks(app: TestApp, only: readonly Swept[] = served): AsyncGenerator<Leak> {
  const ground: Ground = { app, make: makersFor(app) };
  const callers = await makeCallers(app);
  for (const swept of only) {
    yield* findForeignIds(ground, callers, swept);
    yield* findForeignReferences(ground, callers, swept);
    if (swept.operation.list) yield* findListLeaks(ground, callers, swept);
  }
}

const isLetIn = (swept: Swept, caller: SweepCaller) => typeof expectedFor(swept.operation, caller) === 'string';

/** Another account's ids in the path, one parameter at a time and all at once, are absent objects: 404, and nothing changes. */
export async function* findForeignIds(ground: Ground, callers: Callers, swept: Swept): AsyncGenerator<Leak> {
  const names = parametersOf(swept.operation.path);
  if (names.length === 0 || exceptions[swept.id]?.openToAll) return;
  for (const name of confined) {
    const caller = callers[name];
    if (!isLetIn(swept, caller)) continue;
    const own = await sampleFor(ground, swept, caller);
    const foreign = await sampleFor(ground, swept, callers['other administrator']);
    const mixes = [...(names.length > 1 ? names.map((one) => [one]) : []), names];
    for (const swapped of mixes) {
      const params = { ...own.params, ...Object.fromEntries(swapped.map((one) => [one, foreign.params[one]!])) };
      if (Object.entries(params).every(([key, value]) => own.params[key] === value)) continue;
      // Whom a rule of the operation refuses anyway learns nothing either.
      const refused = exceptions[swept.id]?.refuses?.[name];
      const fault = await refusal(ground, caller, swept, params, own.body, refused ? [404, refused] : [404]);
      if (fault) yield { operation: swept.id, caller: name, what: `another account's ${swapped.join(' and ')} in the path: ${fault}` };
    }
  }
}

/** Another account's objects in the references of a body are missing ones: 400 or 404, and nothing changes. */
export async function* findForeignReferences(ground: Ground, callers: Callers, swept: Swept): AsyncGenerator<Leak> {
  if (!swept.operation.body || swept.operation.permission === 'public') return;
  for (const place of referencePlaces(swept.operation.body)) {
    for (const name of confined) {
      const caller = callers[name];
      if (!isLetIn(swept, caller)) continue;
      const sample = await sampleFor(ground, swept, caller);
      const id = await foreignId(ground, place.prefix);
      const fault = await refusal(ground, caller, swept, sample.params, withReference(sample.body, place.path, id), [400, 404]);
      // Who may not do it at all learns nothing either.
      if (fault && !fault.startsWith('403'))
        yield { operation: swept.id, caller: name, what: `another account's ${place.prefix} as ${place.path || 'the body'}: ${fault}` };
    }
  }
}

async function foreignId({ app, make }: Ground, prefix: string): Promise<string> {
  const { account } = app.world.other;
  switch (prefix) {
    case 'ACC':
      return account;
    case 'UGR':
      return make.group(account);
    case 'TKN':
      return make.token(account);
    case 'USR':
      return (await make.member(account)).user;
    case 'MOD':
      // Modules are everybody's; this one is for another type of account.
      return 'MOD-3301';
    case 'BUY':
      return (await make.buyer(account)).id;
    case 'SEL':
      // Sellers are everybody's; this one does not exist.
      return 'SEL-0000-0000';
    default:
      throw new Error(`The sweep has no object of another account for a reference to ${prefix || 'an id without an example'}.`);
  }
}

/** What was wrong about an answer that had to refuse, or nothing. */
export async function refusal(
  { app }: Ground,
  caller: SweepCaller,
  swept: Swept,
  params: Record<string, string>,
  body: unknown,
  statuses: readonly number[],
): Promise<string | undefined> {
  const { operation } = swept;
  await recordedEvents(app);
  const before = await databaseState(app);
  const answer = await caller.send(operation.method, fill(operation.path, params), body);
  const recorded = await recordedEvents(app);
  const isRecorded = isRefusal(answer.status) && !(await refusalFault(app, caller, swept, recorded));
  const changed = changedTables(before, await databaseState(app)).filter((table) => !(isRecorded && table === 'events'));
  const changes = changed.length > 0 ? `, changed ${changed.join(', ')}` : '';
  return statuses.includes(answer.status) && !changes ? undefined : `${answer.status} instead of ${statuses.join(' or ')}${changes}`;
}
