import { furtherEvents } from '@tenantry/contract/further-events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newSecret, sha256 } from '../src/core/secrets.ts';
import { cleanUp } from '../src/housekeeping/clean-up.ts';
import { expireInvitations } from '../src/housekeeping/expire-invitations.ts';
import { runSend } from '../src/mails/send.ts';
import { createTestApp, testPassword } from './harness.ts';
import { type CallerName, makeCallers, type SweepCaller } from './sweep/callers.ts';
import { changedTables, databaseState } from './sweep/database-state.ts';
import { eventFault, expectedFor } from './sweep/expectations.ts';
import { findForeignIds, findForeignReferences, type Leak } from './sweep/leaks.ts';
import { findListLeaks } from './sweep/list-leaks.ts';
import { makersFor } from './sweep/makers.ts';
import { declaredStatuses, fill, operations, type Swept, served } from './sweep/operations.ts';
import { referencePlaces } from './sweep/references.ts';
import { isRefusal, recordedEvents, refusalFault } from './sweep/refusals.ts';
import { exceptions } from './sweep/sample-exceptions.ts';
import { type Ground, sampleFor } from './sweep/samples.ts';
import { secretsInTrail, unrenderedDetails } from './sweep/trail.ts';
import { declaredEvents } from './tidy/events.ts';

// Every secret that the product draws while this runs.
const drawn = vi.hoisted(() => new Set<string>());
vi.mock(import('../src/core/secrets.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    newSecret: () => {
      const secret = real.newSecret();
      drawn.add(secret);
      return secret;
    },
  };
});

let ground: Ground;
let callers: Record<CallerName, SweepCaller>;

beforeAll(async () => {
  const app = await createTestApp();
  ground = { app, make: makersFor(app) };
  callers = await makeCallers(app);
  // The first refusal teaches the catalogue its event; that is no change of the calls below.
  await app.send('GET', '/me', { token: 'idt:TKN-0000-0000:unknown' });
});
afterAll(() => ground.app.close());

const named = (swept: readonly Swept[]) => swept.map((one) => [one.id, one] as const);
const isPublic = ({ operation }: Swept) => operation.permission === 'public';

test('every operation of the contract is served, and every exception is of one', () => {
  expect(operations.filter((one) => !one.isMounted).map((one) => one.id)).toEqual([]);
  expect(Object.keys(exceptions).filter((id) => !operations.some((one) => one.id === id))).toEqual([]);
});

describe('without a good token', () => {
  test.each(named(served.filter((one) => !isPublic(one))))('%s answers 401 and changes nothing', async (_, swept) => {
    const { app } = ground;
    const { params, body } = await sampleFor(ground, swept, callers['client administrator']);
    const path = fill(swept.operation.path, params);
    const disabled = newSecret();
    await app.rows(
      `insert into api_tokens (account_id, name, module_ids, secret_hash, status) values ($1, 'Dead', '{MOD-1756}', $2, 'Disabled')`,
      [app.world.client.account, sha256(disabled)],
    );
    const ended = newSecret();
    await app.rows('insert into sessions (user_id, hash, ended_at) values ($1, $2, now())', [app.world.client.admin.user, sha256(ended)]);
    const before = await databaseState(app);
    await recordedEvents(app);
    const [dead] = await app.rows<{ id: string }>('select id from api_tokens where secret_hash = $1', [sha256(disabled)]);
    for (const { refused, ...credentials } of [
      { refused: undefined },
      { refused: '127.0.0.1', token: 'idt:TKN-0000-0000:unknown' },
      { refused: dead!.id, token: disabled },
      { refused: '127.0.0.1', session: ended },
    ]) {
      const answer = await app.send(swept.operation.method, path, { ...credentials, body });
      const recorded = await recordedEvents(app);
      if (refused) expect(await refusalFault(app, { id: refused }, swept, recorded)).toBeUndefined();
      else expect(recorded).toEqual([]);
      expect(answer, JSON.stringify(credentials)).toMatchObject({
        status: 401,
        body: { type: '/problems/authentication-failed', title: 'Authentication Failed' },
      });
    }
    expect(changedTables(before, await databaseState(app))).toEqual(['events']);
  });
});

const matrix: readonly CallerName[] = [
  'client administrator',
  'client member',
  'client token',
  'client token without modules',
  'vendor administrator',
  'vendor token',
  'operator',
  'operator token',
  'operations manager',
  'person without account',
];

describe('each kind of caller', () => {
  test.each(named(served))('may call %s as its permission says, and exactly the declared events are recorded', async (_, swept) => {
    const faults: string[] = [];
    for (const name of isPublic(swept) ? (['nobody', 'client administrator'] as const) : matrix) {
      const fault = await callAs(swept, callers[name]);
      if (fault) faults.push(`${name}: ${fault}`);
    }
    expectNone(faults);
  });

  const selfish = served.filter(({ operation }) => typeof operation.permission === 'object' && operation.permission.self);
  test.each(named(selfish))('may call %s for herself without any module', async (_, swept) => {
    const faults: string[] = [];
    for (const name of ['client member', 'operations manager', 'person without account'] as const) {
      const fault = await callAs(swept, callers[name], callers[name].id);
      if (fault) faults.push(`${name}: ${fault}`);
    }
    expectNone(faults);
  });
});

/** One call on objects made for it; what is wrong with the answer, or nothing. */
async function callAs(swept: Swept, caller: SweepCaller, self?: string): Promise<string | undefined> {
  const { operation, id } = swept;
  const { app } = ground;
  const sample = await sampleFor(ground, swept, caller);
  const expected = self ? 'allowed' : expectedFor(operation, caller);
  const refused = exceptions[id]?.refuses?.[self ? (`${caller.name} herself` as CallerName) : caller.name];
  await recordedEvents(app);
  const before = await databaseState(app);
  const answer = await caller.send(
    operation.method,
    fill(operation.path, self ? { ...sample.params, id: self } : sample.params),
    sample.body,
  );
  const recorded = await recordedEvents(app);
  const changed = changedTables(before, await databaseState(app));
  const what = `${answer.status} ${answer.status >= 400 ? (answer.body.detail ?? '') + JSON.stringify(answer.body.errors ?? '') : ''}`;
  if (!declaredStatuses(operation).has(answer.status)) return `answers the undeclared ${what}`;
  if (answer.status >= 400) {
    const fault = isRefusal(answer.status) ? await refusalFault(app, caller, swept, recorded) : undefined;
    if (fault) return `answers ${what} and ${fault}`;
    // A refusal is an event of its own; nothing else may change. A wrong password has one that the operation declares.
    const isRecorded = isRefusal(answer.status) || (recorded.length > 0 && !eventFault(operation, recorded));
    const unexpected = isRecorded ? changed.filter((table) => table !== 'events') : changed;
    if (unexpected.length > 0) return `answers ${answer.status} and changes ${unexpected.join(', ')}`;
    if (expected === 403 || expected === 401) return answer.status === expected ? undefined : `${what} instead of ${expected}`;
    if (expected === 'allowed-if-seen' && answer.status === 404) return undefined;
    return answer.status === refused ? undefined : `${what} instead of ${refused ?? operation.status}`;
  }
  if (typeof expected === 'number') return `${what} instead of ${expected}`;
  if (refused !== undefined) return `${what} instead of ${refused}`;
  if (answer.status !== operation.status) return `${what} instead of ${operation.status}`;
  if (operation.method === 'GET' && (operation.events ?? []).length === 0 && changed.length > 0)
    return `only reads, and changes ${changed.join(', ')}`;
  return eventFault(operation, recorded);
}

describe('another account', () => {
  const withParams = served.filter(({ operation }) => operation.path.includes('{'));
  test.each(named(withParams))('stays out of reach of %s through ids in its path', async (_, swept) => {
    expectNone(await all(findForeignIds(ground, callers, swept)));
  });

  const withBody = served.filter((one) => one.operation.body && !isPublic(one));
  test.each(named(withBody))('cannot be named in the body of %s', async (_, swept) => {
    expectNone(await all(findForeignReferences(ground, callers, swept)));
  });
});

describe('rows of another account', () => {
  let fresh: Ground;
  let readers: Record<CallerName, SweepCaller>;
  // A database of its own, with few rows: what leaks must not hide behind the first page.
  beforeAll(async () => {
    const app = await createTestApp();
    fresh = { app, make: makersFor(app) };
    readers = await makeCallers(app);
  });
  afterAll(() => fresh.app.close());

  test.each(named(served.filter(({ operation }) => operation.list)))(
    'are not in %s, by whatever filter, order or selection',
    async (_, swept) => {
      expectNone(await all(findListLeaks(fresh, readers, swept)));
    },
  );
});

describe('a body that cannot be read', () => {
  const withBody = served.filter((one) => one.operation.body && !isPublic(one));
  test.each(named(withBody))('is 400 or 415 in %s, and an unknown field is named', async (_, swept) => {
    const { app } = ground;
    const token = app.world.operations.token;
    const caller = callers[swept.operation.permission === 'person' ? 'operator' : 'operator token'];
    const { params, body } = await sampleFor(ground, swept, caller);
    const path = fill(swept.operation.path, params);
    const before = await databaseState(app);
    const json = { 'content-type': 'application/json' };
    if (caller.kind === 'token') {
      const send = (headers: Record<string, string>, payload: string) =>
        app.send(swept.operation.method, path, { token, headers, payload });
      expect((await send(json, '{')).status).toBe(400);
      expect((await send(json, '"\\u0000"')).status).toBe(400);
      expect((await send({ 'content-type': 'text/plain' }, 'name')).status).toBe(415);
    }
    if (!Array.isArray(body) && referencePlaces(swept.operation.body!)[0]?.path !== '') {
      const answer = await caller.send(swept.operation.method, path, { ...(body as object), unheardOf: 1 });
      expect(answer).toMatchObject({ status: 400, body: { errors: { unheardOf: [expect.any(String)] } } });
    }
    expect(changedTables(before, await databaseState(app))).toEqual([]);
  });
});

describe('an unknown id', () => {
  const withId = served.filter((one) => one.operation.path.includes('{') && !isPublic(one) && !exceptions[one.id]?.noId);
  test.each(named(withId))('is 404 for operators in %s', async (_, swept) => {
    const caller = callers.operator;
    const { params, body } = await sampleFor(ground, swept, caller);
    const unknown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.replaceAll(/\d/g, '0')]));
    await recordedEvents(ground.app);
    const before = await databaseState(ground.app);
    const answer = await caller.send(swept.operation.method, fill(swept.operation.path, unknown), body);
    expect(typeof expectedFor(swept.operation, caller) === 'number' ? [403, 404] : [404], JSON.stringify(answer.body)).toContain(
      answer.status,
    );
    const recorded = await recordedEvents(ground.app);
    if (isRefusal(answer.status)) expect(await refusalFault(ground.app, caller, swept, recorded)).toBeUndefined();
    else expect(recorded).toEqual([]);
    expect(changedTables(before, await databaseState(ground.app))).toEqual(isRefusal(answer.status) ? ['events'] : []);
  });
});

// Last: what all of the above has left behind, and what works by the clock.
describe('the trail of all of it', () => {
  beforeAll(async () => {
    const { app } = ground;
    const { services } = app.app;
    await app.rows(
      `update sessions set last_seen_at = now() - interval '2 days' where id in (select id from sessions where ended_at is null limit 3)`,
    );
    const waiting = await app.rows<{ id: string }>(`select id from mails where status = 'Queued'`);
    for (const { id } of waiting) await runSend(services, { mailId: id });
    await expireInvitations(services);
    await cleanUp(services);
    await services.refusals.flush('all');
  });

  test('holds no secret that was drawn or typed', async () => {
    expect(drawn.size).toBeGreaterThan(500);
    const typed = [
      testPassword,
      'another horse battery staple',
      'from-the-mail',
      ground.app.app.services.config.masterKey.toString('base64'),
    ];
    expect(await secretsInTrail(ground.app, drawn, typed)).toEqual([]);
    // Proof that it would be found.
    const [secret] = drawn;
    await ground.app.rows(`update event_types set description = $1 where key = 'platform.accounts.account.created'`, [`x${secret}y`]);
    expect(await secretsInTrail(ground.app, drawn, typed)).toHaveLength(1);
    await ground.app.rows(`update event_types set description = '' where key = 'platform.accounts.account.created'`);
  });

  test('reads as whole sentences: no placeholder is left', async () => {
    expect(await unrenderedDetails(ground.app)).toEqual([]);
  });

  test('has only events of the contract, and every one that an operation always records', async () => {
    const rows = await ground.app.rows<{ event: string }>(`select distinct event from events where event like 'platform.%'`);
    const recorded = new Set(rows.map(({ event }) => event));
    const declared = new Set(declaredEvents().keys());
    expect([...recorded].filter((key) => !declared.has(key))).toEqual([]);
    const always = operations.flatMap(({ operation }) => (operation.events ?? []).filter((use) => typeof use === 'string'));
    expect(always.filter((key) => !recorded.has(key))).toEqual([]);
    expect([...recorded]).toEqual(
      expect.arrayContaining([furtherEvents.mailKept.key, furtherEvents.sessionExpired.key, furtherEvents.refused.key]),
    );
  });
});

async function all(leaks: AsyncGenerator<Leak>): Promise<string[]> {
  const found: string[] = [];
  for await (const leak of leaks) found.push(`${leak.caller}: ${leak.what}`);
  return found;
}

/** A failure reads like a list, one line for each fault. */
function expectNone(faults: readonly string[]): void {
  expect(faults.length, `\n${faults.join('\n')}\n`).toBe(0);
}
