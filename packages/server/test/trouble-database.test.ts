import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../src/app.ts';
import { type Answer, createTestApp, type TestApp } from './harness.ts';
import { listen } from './wire/raw.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  // Its background jobs begin too: their connections end as well.
  await listen(app);
});
afterAll(() => app.close());

const tokens = '/accounts/api-tokens';
const create = (name: string, headers: Record<string, string> = {}) =>
  app.send('POST', tokens, { token: app.world.client.token, body: { name }, headers });

/** Ends every connection of the server to its database, as a crash or a failover would. */
const killBackends = () =>
  app.rows(`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`);

const stored = () => app.rows<{ id: string; name: string }>(`select id, name from api_tokens where name like 'Load %'`);
const recorded = () =>
  app.rows<{ object_id: string }>(
    `select object_id from events where event = 'platform.accounts.api_token.created' and object_name like 'Load %' and not is_copy`,
  );

describe('PostgreSQL killed under load and back', () => {
  const answers: { name: string; answer: Answer }[] = [];

  beforeAll(async () => {
    let running = true;
    const worker = async (number: number) => {
      for (let i = 0; running; i++) {
        const name = `Load ${number}.${i}`;
        answers.push({ name, answer: await create(name) });
      }
    };
    const workers = Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)));
    for (let i = 0; i < 25; i++) {
      await new Promise((done) => setTimeout(done, 60 + i * 7));
      await killBackends();
    }
    running = false;
    await workers;
  });

  test('every answer is a success or 503 with Retry-After, never 500', () => {
    const strange = answers.filter(({ answer }) => answer.status !== 201 && answer.status !== 503);
    expect(strange.map(({ answer }) => answer)).toEqual([]);
    const unavailable = answers.filter(({ answer }) => answer.status === 503);
    // Otherwise nothing was killed in the middle of anything.
    expect(unavailable.length).toBeGreaterThan(0);
    for (const { answer } of unavailable) {
      expect(answer.headers['retry-after']).toBe('1');
      expect(answer.body).toMatchObject({ type: '/problems/temporarily-unavailable', title: 'Service Unavailable', status: 503 });
    }
  });

  test('what was acknowledged is stored, and what is stored was acknowledged: a client may repeat after 503', async () => {
    const acknowledged = answers.filter(({ answer }) => answer.status === 201).map(({ answer }) => answer.body.id);
    expect((await stored()).map(({ id }) => id).sort()).toEqual(acknowledged.sort());
  });

  test('each stored change has its one audit record, and each record its change', async () => {
    const changed = (await stored()).map(({ id }) => id).sort();
    expect((await recorded()).map(({ object_id }) => object_id).sort()).toEqual(changed);
  });

  test('the server works on without a restart, with exact totals', async () => {
    expect((await create('Load after')).status).toBe(201);
    const list = await app.send('GET', `${tokens}?limit=0&like(name,'Load *')`, { token: app.world.client.token });
    expect(list.body.$meta.pagination.total).toBe((await stored()).length);
  });

  test('a client that repeats each POST with its key makes each object once', async () => {
    const patient = async (name: string) => {
      for (let attempt = 0; attempt < 50; attempt++) {
        const answer = await create(name, { 'idempotency-key': `key-${name.replaceAll(' ', '-')}` });
        if (answer.status === 201) return answer;
        expect([503, 409], JSON.stringify(answer.body)).toContain(answer.status);
      }
      throw new Error(`${name} never succeeded`);
    };
    const all = Promise.all(Array.from({ length: 40 }, (_, i) => patient(`Once ${i}`)));
    for (let i = 0; i < 5; i++) {
      await killBackends();
      await new Promise((done) => setTimeout(done, 30));
    }
    await all;
    const [row] = await app.rows<{ count: number }>(`select count(*)::int as count from api_tokens where name like 'Once %'`);
    expect(row!.count).toBe(40);
  });
});

describe('a connection that breaks while COMMIT is on its way', () => {
  /** The next COMMIT of a transaction that made a token ends as told, and its answer is lost. */
  function loseCommit(ending: 'commit' | 'rollback'): { isLost(): boolean; restore(): void } {
    const real = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
    const writing = new WeakSet<object>();
    let isLost = false;
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
      const text = typeof given[0] === 'string' ? given[0] : String((given[0] as { text?: string })?.text);
      if (text.includes('insert into "api_tokens"') || text.includes('insert into api_tokens')) writing.add(this);
      if (text !== 'commit' || !writing.has(this) || isLost) return real.apply(this, given);
      isLost = true;
      return real.call(this, ending).then(() => {
        throw new Error('Connection terminated unexpectedly');
      });
    } as never);
    return { isLost: () => isLost, restore: () => spy.mockRestore() };
  }

  test.each([
    ['commit', 201, 1],
    ['rollback', 503, 0],
  ] as const)('is looked up: after a lost %s the answer is %s', async (ending, status, count) => {
    const name = `Lost ${ending}`;
    await app.newEvents();
    const lost = loseCommit(ending);
    const answer = await create(name);
    lost.restore();
    expect(lost.isLost()).toBe(true);
    expect(answer.status).toBe(status);
    expect(await app.rows('select id from api_tokens where name = $1', [name])).toHaveLength(count);
    expect(await app.newEvents()).toEqual(Array(count).fill('platform.accounts.api_token.created'));
  });
});

test('a query that takes too long is ended, told as such, and leaves the server working', async () => {
  const hasty = await createApp({ ...app.app.services.config }, { ...app.connection, statementTimeoutMs: 300 }, { jobs: false });
  const headers = { authorization: `Bearer ${app.world.client.token}`, 'content-type': 'application/json' };
  const url = `/public/v1${tokens}`;
  const read = () => hasty.http.inject({ url, headers });
  try {
    expect((await read()).statusCode).toBe(200);
    // Somebody holds the table for longer than the query may take.
    const holding = app.rows('begin; lock table api_tokens in access exclusive mode; select pg_sleep(1.5); commit');
    await new Promise((done) => setTimeout(done, 200));
    const [looked, changed] = await Promise.all([read(), hasty.http.inject({ method: 'POST', url, headers, payload: '{"name":"Slow"}' })]);
    expect(looked.json()).toMatchObject({ status: 400, type: '/problems/invalid-query' });
    expect(changed.json()).toMatchObject({ status: 503, type: '/problems/temporarily-unavailable' });
    expect(changed.headers['retry-after']).toBe('1');
    await holding;
    expect((await read()).statusCode).toBe(200);
    expect(await app.rows(`select id from api_tokens where name = 'Slow'`)).toEqual([]);
  } finally {
    await hasty.close();
  }
});

describe('a database that cannot write', () => {
  /** Whatever is inserted into a table fails with a code of PostgreSQL, as if it were so. */
  async function failing(table: string, code: string, work: () => Promise<void>): Promise<void> {
    await app.alter(
      `create function fail_now() returns trigger language plpgsql as $$ begin raise exception 'simulated' using errcode = '${code}'; end $$`,
      `create trigger fail_now before insert on ${table} for each row execute function fail_now()`,
    );
    try {
      await work();
    } finally {
      await app.alter('drop function fail_now() cascade');
    }
  }

  test.each([
    ['a full disk', 'api_tokens', '53100'],
    ['a full disk, found while the event is written', 'events', '53100'],
    ['no memory left', 'api_tokens', '53200'],
    ['a database that is only read from', 'api_tokens', '25006'],
    ['a deadlock that comes again', 'api_tokens', '40P01'],
  ])('%s is 503 with Retry-After, and nothing is stored', async (what, table, code) => {
    await app.newEvents();
    await failing(table, code, async () => {
      const answer = await create(`Failing ${what}`.slice(0, 60).replaceAll(',', ''));
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, body: { type: '/problems/temporarily-unavailable' } });
      expect(JSON.stringify(answer.body)).not.toContain('simulated');
      expect((await app.send('GET', tokens, { token: app.world.client.token })).status).toBe(200);
    });
    expect(await app.newEvents()).toEqual([]);
    expect(await app.rows(`select id from api_tokens where name like 'Failing%'`)).toEqual([]);
    expect((await create('Works again')).status).toBe(201);
  });

  test('a defect is 500 with a trace id and without a word of the database', async () => {
    await failing('api_tokens', 'XX000', async () => {
      const answer = await create('Defect');
      expect(answer).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500, type: 'about:blank' } });
      expect(answer.body.traceId).toMatch(/^00-[0-9a-f]{32}-/);
      expect(JSON.stringify(answer.body)).not.toMatch(/simulated|XX000|trigger/);
      expect(answer.headers['retry-after']).toBeUndefined();
    });
  });
});
