import manifest from 'pg-boss/package.json' with { type: 'json' };
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/harness.ts';
import type { RoleKind } from '../context.ts';
import { type JobHandler, type PeriodicJob, PgBossJobs } from '../jobs.ts';
import { migrate } from '../migrations.ts';
import { jobSchemaVersion } from './schema.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
let app: TestApp;
const running: PgBossJobs[] = [];
beforeAll(async () => {
  app = await createTestApp();
});
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop(app.app.services);
});
afterAll(() => app.close());

const handler = (queue: string, run: JobHandler['run']): JobHandler => ({
  queue,
  atOnce: 2,
  retry: { limit: 3, delaySeconds: 60, delaySecondsMax: 600 },
  expireSeconds: 60,
  run,
});

async function start(handlers: JobHandler[], periodic: PeriodicJob[] = []): Promise<PgBossJobs> {
  const { database, log } = app.app.services;
  const jobs = new PgBossJobs(database, log, handlers, periodic);
  database.onCommit = (touched) => jobs.committed(touched);
  running.push(jobs);
  await jobs.prepare();
  await jobs.start(app.app.services);
  return jobs;
}

const enqueue = (jobs: PgBossJobs, queue: string, data: Record<string, unknown>) =>
  app.app.services.database.write(worker, (tx) => jobs.enqueue(tx, queue, data));

describe('the schema of the queue', () => {
  test('is the one that the pinned library works on', async () => {
    expect(manifest.pgboss.schema).toBe(jobSchemaVersion);
    expect(await app.rows('select version from pgboss.version')).toEqual([{ version: jobSchemaVersion }]);
  });

  test('is installed once when several servers start at once', async () => {
    await app.rows('drop schema pgboss cascade');
    const reports = await Promise.all([migrate(app.connection), migrate(app.connection), migrate(app.connection)]);
    expect(reports.map((report) => report.applied)).toEqual([[], [], []]);
    expect(await app.rows('select version from pgboss.version')).toEqual([{ version: jobSchemaVersion }]);
    await start([handler('mail.send', async () => undefined)]);
    expect(await app.rows(`select name from pgboss.queue where name not like '\\_\\_%' order by name`)).toEqual([
      { name: 'housekeeping' },
      { name: 'mail.send' },
    ]);
  });

  test.each(['tenant', 'operations', 'person', 'auth', 'worker'] as const)(
    '%s can put a job down and not look at jobs or change them',
    async (role: RoleKind) => {
      const context = { role, account: app.world.client.account, user: '', actor: '' };
      const { jobs } = app.app;
      const { database } = app.app.services;
      await jobs.prepare();
      await database.write(context, (tx) => jobs.enqueue(tx, 'mail.send', { mailId: `of ${role}` }));
      expect(await app.rows(`select name from pgboss.job where data = jsonb_build_object('mailId', 'of ' || $1)`, [role])).toHaveLength(1);
      for (const statement of [
        'select id from pgboss.job',
        'delete from pgboss.job',
        `update pgboss.job set state = 'completed'`,
        'delete from pgboss.queue',
      ])
        await expect(database.write(context, (tx) => tx.raw(statement, []))).rejects.toThrow(/permission denied/);
    },
  );
});

describe('jobs', () => {
  test('a job nobody would ever do fails the change that wants it', async () => {
    const jobs = await start([]);
    await expect(enqueue(jobs, 'no.such.queue', {})).rejects.toThrow('there is no job queue named no.such.queue');
  });

  test('a job of a transaction that fails is never done, one that commits is done at once', async () => {
    const done: unknown[] = [];
    const jobs = await start([handler('test.commit', async (_, data) => void done.push(data.n))]);
    const { database } = app.app.services;
    const failing = database.write(worker, async (tx) => {
      await jobs.enqueue(tx, 'test.commit', { n: 'rolled back' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await enqueue(jobs, 'test.commit', { n: 'committed' });
    await vi.waitFor(() => expect(done).toEqual(['committed']), 10_000);
    expect(await app.rows(`select data from pgboss.job where name = 'test.commit'`)).toEqual([{ data: { n: 'committed' } }]);
  });

  test('a failed job is tried again later, not at once, and does not take others with it', async () => {
    const tries: string[] = [];
    const jobs = await start([
      handler('test.retry', async (_, { n }) => {
        tries.push(String(n));
        if (n === 'bad' && tries.filter((one) => one === 'bad').length === 1) throw new Error('not yet');
      }),
    ]);
    await app.app.services.database.write(worker, async (tx) => {
      await jobs.enqueue(tx, 'test.retry', { n: 'bad' });
      await jobs.enqueue(tx, 'test.retry', { n: 'good' });
    });
    const states = () =>
      app.rows<{ n: string; state: string }>(
        `select data ->> 'n' as n, state, start_after > now() as later from pgboss.job where name = 'test.retry' order by 1`,
      );
    await vi.waitFor(
      async () =>
        expect(await states()).toEqual([
          { n: 'bad', state: 'retry', later: true },
          { n: 'good', state: 'completed', later: false },
        ]),
      10_000,
    );
    await app.rows(`update pgboss.job set start_after = now() where name = 'test.retry'`);
    jobs.committed(new Set([' Job test.retry']));
    await vi.waitFor(async () => expect((await states())[0]).toMatchObject({ state: 'completed' }), 10_000);
    expect(tries.sort()).toEqual(['bad', 'bad', 'good']);
  });

  test('a job that fails in its last try is in the trail of the operators, once, and one that is tried again is not', async () => {
    await app.newEvents();
    const once = {
      ...handler('test.final', async () => Promise.reject(new Error('the disk\nis full'))),
      retry: { limit: 0, delaySeconds: 1, delaySecondsMax: 1 },
    };
    const jobs = await start([once, handler('test.again', async () => Promise.reject(new Error('not yet')))]);
    await enqueue(jobs, 'test.again', { n: 1 });
    await enqueue(jobs, 'test.final', { n: 1 });
    const states = () => app.rows(`select name, state from pgboss.job where name in ('test.final', 'test.again') order by name`);
    await vi.waitFor(
      async () =>
        expect(await states()).toEqual([
          { name: 'test.again', state: 'retry' },
          { name: 'test.final', state: 'failed' },
        ]),
      10_000,
    );
    expect(await app.newEvents()).toEqual(['platform.installation.job.failed']);
    const [event] = await app.rows(
      `select type, viewer_id, object_name, request, documents from events where event = 'platform.installation.job.failed'`,
    );
    expect(event).toMatchObject({
      type: 'Private',
      viewer_id: '',
      object_name: 'test.final',
      request: { worker: { workerName: 'test.final' } },
      documents: { job: { name: 'test.final', tries: 1, reason: 'the disk is full' } },
    });
  });

  test('stopping waits for what runs and begins nothing new', async () => {
    const steps: string[] = [];
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const jobs = await start([
      handler('test.stop', async (_, { n }) => {
        steps.push(`begin ${n}`);
        await finished;
        steps.push(`end ${n}`);
      }),
    ]);
    await enqueue(jobs, 'test.stop', { n: 1 });
    await vi.waitFor(() => expect(steps).toEqual(['begin 1']), 10_000);
    const stopped = jobs.stop(app.app.services).then(() => steps.push('stopped'));
    await enqueue(jobs, 'test.stop', { n: 2 });
    finish();
    await stopped;
    expect(steps).toEqual(['begin 1', 'end 1', 'stopped']);
    expect(await app.rows(`select data, state from pgboss.job where name = 'test.stop' order by created_on`)).toEqual([
      { data: { n: 1 }, state: 'completed' },
      { data: { n: 2 }, state: 'created' },
    ]);
  });
});

describe('work by the clock', () => {
  const nothing = async () => undefined;

  test('the schedule is the list of this version, whatever an older one left, and several servers keep one', async () => {
    await start([], [{ name: 'old', cron: '* * * * *', run: nothing }]);
    const periodic = [{ name: 'every-hour', cron: '5 * * * *', run: nothing }];
    await Promise.all([start([], periodic), start([], periodic)]);
    expect(await app.rows('select name, key, cron, timezone from pgboss.schedule')).toEqual([
      { name: 'housekeeping', key: 'every-hour', cron: '5 * * * *', timezone: 'UTC' },
    ]);
  });

  test('that fails each time says so once, and again only after it has worked', async () => {
    let works = false;
    const runs: boolean[] = [];
    const jobs = await start(
      [],
      [
        {
          name: 'fails',
          cron: '0 0 1 1 *',
          run: async () => {
            runs.push(works);
            if (!works) throw new Error('no');
          },
        },
      ],
    );
    await app.newEvents();
    const tick = async () => {
      const before = runs.length;
      await enqueue(jobs, 'housekeeping', { name: 'fails' });
      await vi.waitFor(() => expect(runs).toHaveLength(before + 1), 10_000);
      await vi.waitFor(
        async () =>
          expect(await app.rows(`select 1 from pgboss.job where name = 'housekeeping' and state in ('created', 'active')`)).toEqual([]),
        10_000,
      );
    };
    await tick();
    await tick();
    expect(await app.newEvents()).toEqual(['platform.installation.job.failed']);
    works = true;
    await tick();
    works = false;
    await tick();
    expect(await app.newEvents()).toEqual(['platform.installation.job.failed']);
  });

  test('a tick is worked on by one server, and a second tick is dropped while the first waits or runs', async () => {
    const runs: number[] = [];
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const periodic = (server: number): PeriodicJob[] => [
      {
        name: 'tick',
        cron: '0 0 1 1 *',
        run: () => {
          runs.push(server);
          return finished;
        },
      },
    ];
    const servers = [await start([], periodic(1)), await start([], periodic(2))];
    const { PgBoss } = await import('pg-boss');
    const { pool } = app.app.services.database;
    const clock = new PgBoss({
      schema: 'pgboss',
      migrate: false,
      schedule: false,
      supervise: false,
      db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    });
    clock.on('error', () => undefined);
    await clock.start();
    const tick = () => clock.send('housekeeping', { name: 'tick' }, { singletonKey: 'tick' });
    expect(await tick()).toMatch(/-/);
    expect(await tick()).toBeNull();
    for (const server of servers) server.committed(new Set([' Job housekeeping']));
    await vi.waitFor(() => expect(runs).toHaveLength(1), 10_000);
    expect(await tick()).toBeNull();
    for (const server of servers) server.committed(new Set([' Job housekeeping']));
    finish();
    await vi.waitFor(
      async () => expect(await app.rows(`select state from pgboss.job where data ->> 'name' = 'tick'`)).toEqual([{ state: 'completed' }]),
      10_000,
    );
    expect(runs).toHaveLength(1);
    await clock.stop();
  });
});
