import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, createTestApp, type TestApp } from '../../test/harness.ts';
import { verifyInstallation } from '../audit-log/index.ts';
import { housekeeping } from '../housekeeping/index.ts';
import { dropExpiredMonths, retentionJob } from './index.ts';
import { integrateAll } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const drop = () => dropExpiredMonths(app.app.services, asSystem);
const keep = (days: number | null) =>
  app.rows('update audit_settings set retention_days = $1 where id = $2', [days, app.world.client.account]);
const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const make = (first: string, last = first) =>
  app.app.services.database.write(worker, (tx) => tx.raw(`select ensure_event_months($1, $2)`, [first, last]));
const months = async () =>
  (
    await app.rows<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass and inhrelid::regclass::text < 'events_2024' order by 1`,
    )
  ).map(({ name }) => name);
const record = async (at: string, viewer = app.world.client.account) => {
  const [row] = await app.rows<{ id: string }>(
    `insert into events (at, event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      values ($1, 'platform.test.old', nullif($2, ''), $2, 'Old', 'OLD-1', 'X', 'X', 'x', 'x') returning id`,
    [at, viewer],
  );
  return row!.id;
};

test('a month goes once everything in it has expired, and one in which a record is left, or that is younger, stays', async () => {
  await make('2020-01-01', '2020-03-01');
  for (const at of ['2020-01-05', '2020-01-31', '2020-03-01']) await record(at);
  await record('2020-02-29', app.world.other.account);
  const before = await app.rows(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass`);
  await integrateAll(app);
  await keep(90);
  await app.newEvents();
  expect(housekeeping).toContain(retentionJob);
  await retentionJob.run(app.app.services);
  expect(await months()).toEqual(['events_2020_02']);
  expect(await app.newEvents()).toEqual(['platform.audit.record.erased', ...Array(2).fill('platform.audit.log.partition_dropped')]);
  const [told] = await app.rows(
    `select viewer_id, object_type, object_id, request #>> '{worker,workerName}' as worker from events where event = 'platform.audit.log.partition_dropped' order by seq`,
  );
  expect(told).toEqual({ viewer_id: '', object_type: 'AuditLog', object_id: '2020-01', worker: 'erase-expired-records' });
  expect((await app.rows(`select 1 from pg_inherits where inhparent = 'events'::regclass`)).length).toBe(before.length - 2);
  await integrateAll(app);
  expect(await verifyInstallation(app.app.services)).not.toHaveProperty('fault');
  // Nothing makes it again, and a late record of it has a place all the same.
  for (const job of housekeeping) await job.run(app.app.services);
  expect(await months()).toEqual(['events_2020_02']);
  const late = await record('2020-01-15');
  expect(await app.rows('select tableoid::regclass::text as place from events where id = $1', [late])).toEqual([{ place: 'events_other' }]);
  expect(await drop()).toEqual([]);
});

test('a month that is not past for every setting stays, also when it is empty', async () => {
  await make('2021-01-01');
  await app.rows('update audit_settings set retention_days = 36500 where id = $1', [app.world.other.account]);
  expect(await drop()).toEqual([]);
  await app.rows('update audit_settings set retention_days = null where id = $1', [app.world.other.account]);
  expect(await drop()).toEqual(['2021-01']);
});

test('a month in use is left for another day; whoever uses the log goes on, and nothing is recorded', async () => {
  await make('2021-02-01');
  const reader = new pg.Client({ ...app.connection } as pg.ClientConfig);
  await reader.connect();
  await reader.query('begin; set local search_path = tenantry, public; select count(*) from events');
  await app.newEvents();
  expect(await drop()).toEqual([]);
  expect(await months()).toContain('events_2021_02');
  expect(await app.newEvents()).toEqual([]);
  expect((await reader.query('select count(*) from events')).rowCount).toBe(1);
  const { token, limited } = app.world.client;
  expect((await app.send('PUT', `/accounts/user-groups/${limited}`, { token, body: { description: 'x' } })).status).toBe(200);
  await reader.query('commit');
  await reader.end();
  expect(await drop()).toEqual(['2021-02']);
});

test('nobody drops another month: not one with records, nor this one, nor what catches the rest', async () => {
  const id = await record('2020-02-10', app.world.other.account);
  const [{ now }] = (await app.rows<{ now: string }>(`select 'events_' || to_char(now(), 'YYYY_MM') as now`)) as [{ now: string }];
  for (const name of ['events_2020_02', now, 'events_other', 'accounts', 'events'])
    await expect(
      app.app.services.database.write(worker, (tx) => tx.raw('select drop_expired_month($1)', [name])),
      name,
    ).rejects.toThrow('is not a month that has expired');
  expect(await app.rows('select 1 from events where id = $1', [id])).toHaveLength(1);
  // A connection that forgot its role sees no record at all: what is there is looked at past the policies, before anything goes.
  const login = new pg.Client({ ...app.connection } as pg.ClientConfig);
  await login.connect();
  await login.query('set search_path = tenantry, public');
  await expect(login.query(`select drop_expired_month('events_2020_02')`)).rejects.toThrow('events_2020_02 holds records');
  await login.end();
  expect(await app.rows('select 1 from events where id = $1', [id])).toHaveLength(1);
  expect(await app.rows(`select relforcerowsecurity as forced from pg_class where relname = 'events_2020_02'`)).toEqual([{ forced: true }]);
});
