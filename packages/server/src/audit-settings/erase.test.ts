import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, createTestApp, type TestApp } from '../../test/harness.ts';
import { type App, createApp } from '../app.ts';
import { eraseExpired, expiredRecords } from './index.ts';
import { type Erasing, erasing, integrateAll, recordsOf } from './testing.ts';

let app: TestApp;
let second: App;
beforeAll(async () => {
  app = await createTestApp();
  second = await createApp(app.app.services.config, app.connection, { jobs: false });
  await second.http.ready();
  ({ keep, left, salted, batch, erasures, wholeAndAccounted } = erasing(app));
});
afterAll(async () => {
  await second.close();
  await app.close();
});
beforeEach(() => app.newEvents());
afterEach(async () => {
  await app.rows('update audit_settings set retention_days = null');
  await run();
});

const run = () => eraseExpired(app.app.services, asSystem);
let { keep, left, salted, batch, erasures, wholeAndAccounted } = {} as Erasing;

describe('a run', () => {
  test('erases what the account keeps no longer, record and salt, and nothing else; the tree stays whole and the trail says so', async () => {
    const { client, other } = app.world;
    const old = await recordsOf(app, client.account, 5, '100 days');
    const young = await recordsOf(app, client.account, 3, '89 days');
    const foreign = await recordsOf(app, other.account, 2, '100 days');
    const platform = await recordsOf(app, '', 2, '100 days');
    await integrateAll(app);
    await app.newEvents();
    await keep(90);
    expect(await expiredRecords(app.app.services)).toMatchObject([{ account: client.account, erased: 5 }]);
    expect(await left(old)).toEqual(old);
    expect(await run()).toMatchObject([{ viewer: client.account, name: 'Harbour Group', erased: 5 }]);
    expect([await left(old), await salted(old)]).toEqual([[], []]);
    for (const ids of [young, foreign, platform]) expect([await left(ids), await salted(ids)]).toEqual([ids, ids]);
    const [range] = await app.rows(
      'select min(index) as first, max(index) as last, count(*) as n from audit_log_entries where event_id = any ($1)',
      [old],
    );
    expect(range!.n).toBe('5');
    const [erasure] = await erasures();
    expect(erasure).toMatchObject({ viewer_id: client.account, erased: '5', first_index: range!.first, last_index: range!.last });
    expect(await app.newEvents()).toEqual(['platform.audit.record.erased']);
    const told = await app.send('GET', '/audit/records?eq(event,platform.audit.record.erased)', { token: client.token });
    expect(told.body.data).toMatchObject([
      {
        id: erasure!.event_id,
        summary: '5 audit records erased',
        object: { id: client.account, objectType: 'Settings' },
        actor: { id: 'SYSTEM' },
        documents: { erasure: { erased: 5, erasedInAll: 5, firstIndex: Number(range!.first), lastIndex: Number(range!.last) } },
      },
    ]);
    expect((await app.send('GET', '/audit/records?eq(event,platform.audit.record.erased)', { token: other.token })).body.data).toEqual([]);
    for (const path of ['', '/evidence'])
      expect((await app.send('GET', `/audit/records/${old[0]}${path}`, { token: client.token })).status).toBe(404);
    expect((await app.send('GET', `/audit/records/${young[0]}/evidence`, { token: client.token })).status).toBe(200);
    await wholeAndAccounted();
    await app.newEvents();
    await run();
    expect(await app.newEvents()).toEqual([]);
  });

  test('counts on from what was erased before, also when the record of that has gone itself', async () => {
    const { client } = app.world;
    await keep(90);
    for (const count of [2, 3]) {
      await recordsOf(app, client.account, count, '95 days');
      await integrateAll(app);
      await run();
    }
    const rows = await app.rows<{ documents: { erasure: { erased: number; erasedInAll: number } } }>(
      `select documents from events where event = 'platform.audit.record.erased' and viewer_id = $1 order by seq desc limit 2`,
      [client.account],
    );
    const [newest, before] = rows.map(({ documents: { erasure } }) => erasure);
    expect(newest).toMatchObject({ erased: 3, erasedInAll: before!.erasedInAll + 3 });
    await wholeAndAccounted();
  });

  test('leaves a record that several accounts see to those that still keep it', async () => {
    const { client, vendor } = app.world;
    const [id] = await recordsOf(app, client.account, 1, '100 days');
    await app.rows(
      `insert into events (id, at, event, account_id, viewer_id, is_copy, viewers, object_type, object_id, actor_id, actor_name, summary, details)
        select id, at, event, account_id, $2, true, viewers, object_type, object_id, actor_id, actor_name, summary, details from events where id = $1`,
      [id, vendor.account],
    );
    await integrateAll(app);
    await keep(90);
    await run();
    expect([await left([id!], client.account), await left([id!], vendor.account)]).toEqual([[], [id]]);
    const seen = async (token: string) => (await app.send('GET', `/audit/records/${id}/evidence`, { token })).status;
    expect([await seen(client.token), await seen(vendor.token)]).toEqual([404, 200]);
    await keep(90, vendor.account);
    await run();
    expect(await left([id!])).toEqual([]);
    await wholeAndAccounted();
  });

  test('erases what belongs to no account as the Operations account keeps its own', async () => {
    const { operations, client } = app.world;
    const platform = await recordsOf(app, '', 2, '100 days');
    const own = await recordsOf(app, operations.account, 1, '100 days');
    const foreign = await recordsOf(app, client.account, 1, '100 days');
    await integrateAll(app);
    await keep(90, operations.account);
    expect((await app.send('GET', '/audit/settings', { token: operations.token })).body.expiring).toBe(
      (await expiredRecords(app.app.services)).reduce((sum, { erased }) => sum + erased, 0),
    );
    await run();
    expect([await left(platform), await left(own), await left(foreign)]).toEqual([[], [], foreign]);
    const [event] = await app.rows(
      `select * from events where event = 'platform.audit.record.erased' and viewer_id = '' order by seq desc`,
    );
    expect(event).toMatchObject({ account_id: null, object_id: operations.account });
    await wholeAndAccounted();
  });

  test('erases what is private to operators only when they let it too', async () => {
    const { client, operations } = app.world;
    const [id] = await recordsOf(app, client.account, 1, '120 days', 'Private');
    await integrateAll(app);
    await keep(90);
    await run();
    const expiring = async () => (await app.send('GET', '/audit/settings', { token: client.token })).body.expiring;
    expect(await expiring()).toBe(0);
    expect(await left([id!])).toEqual([id]);
    await keep(365, operations.account);
    await run();
    expect(await left([id!])).toEqual([id]);
    await keep(100, operations.account);
    expect(await expiring()).toBe(1);
    await run();
    expect(await left([id!])).toEqual([]);
    await wholeAndAccounted();
  });

  test('waits for what is not in the tree yet', async () => {
    const { client } = app.world;
    await integrateAll(app);
    const ids = await recordsOf(app, client.account, 2, '100 days');
    await keep(90);
    await run();
    expect(await left(ids)).toEqual(ids);
    await integrateAll(app);
    await run();
    expect(await left(ids)).toEqual([]);
    await wholeAndAccounted();
  });

  test('makes no list of any server count what is gone', async () => {
    const { client, operations } = app.world;
    const count = async (path: string, token: string) => {
      const totals = [];
      for (const { http } of [app.app, second, app.app, second]) {
        const answer = await http.inject({ url: `/public/v1${path}`, headers: { authorization: `Bearer ${token}` } });
        totals.push(answer.json().$meta.pagination.total);
      }
      expect(new Set(totals).size).toBe(1);
      return totals[0] as number;
    };
    await recordsOf(app, client.account, 1_250, '100 days');
    await integrateAll(app);
    const lists = [
      ['/audit/records?limit=1', client.token],
      ['/audit/records?eq(event,platform.test.old)&limit=0', client.token],
      ['/audit/records?limit=1', operations.token],
      [`/audit/records?eq(object.objectType,Old)&limit=0`, operations.token],
    ] as const;
    const totals = async () => Promise.all(lists.map(([path, token]) => count(path, token)));
    let before = await totals();
    await keep(90);
    // After each batch, before the run has told anybody.
    for (const erased of [500, 500, 250]) {
      expect(await batch(client.account)).toMatchObject([{ erased }]);
      expect(await totals()).toEqual(before.map((total) => total - erased));
      before = before.map((total) => total - erased);
    }
    await run();
    expect(await totals()).toEqual(before.map((total, n) => (n % 2 === 0 ? total + 1 : total)));
    await wholeAndAccounted();
  });
});

describe('a run that is cut off', () => {
  test('between batches has done what it says, and the next one goes on and tells of both', async () => {
    const { client } = app.world;
    const ids = await recordsOf(app, client.account, 800, '100 days');
    await integrateAll(app);
    await keep(90);
    await batch(client.account);
    expect([(await left(ids)).length, (await salted(ids)).length]).toEqual([300, 300]);
    expect((await erasures()).at(-1)).toMatchObject({ erased: '500', event_id: null });
    await wholeAndAccounted();
    await app.newEvents();
    expect(await run()).toMatchObject([{ erased: 800 }]);
    expect(await app.newEvents()).toEqual(['platform.audit.record.erased']);
    await wholeAndAccounted();
  });

  test('before it could tell is told of, also when the account keeps everything again', async () => {
    const { client } = app.world;
    await recordsOf(app, client.account, 3, '100 days');
    await integrateAll(app);
    await keep(90);
    await batch(client.account);
    await keep(null);
    await app.newEvents();
    expect(await run()).toMatchObject([{ erased: 3 }]);
    expect(await app.newEvents()).toEqual(['platform.audit.record.erased']);
    await wholeAndAccounted();
  });

  test('in the middle of a batch, by the death of its process, has done nothing', async () => {
    const { client } = app.world;
    const ids = await recordsOf(app, client.account, 3, '100 days');
    await integrateAll(app);
    await keep(90);
    const before = await erasures();
    const holder = new pg.Client({ ...app.connection } as pg.ClientConfig);
    await holder.connect();
    const { worker } = await app.app.services.database.roles();
    await holder.query(`begin; set local search_path = tenantry, public; set local role ${worker}`);
    // The last entry of the batch is locked: by the time that the batch waits for it, the records are deleted and salts are gone.
    await app.alter(
      'create function wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$',
      `create trigger wait_here before update on audit_log_entries for each row when (old.event_id = '${ids[2]}') execute function wait_here()`,
    );
    await holder.query('select pg_advisory_xact_lock(4711)');
    const cut = batch(client.account).catch((error: Error) => error);
    const waiting = `select l.pid from pg_locks l where l.locktype = 'advisory' and l.objid = 4711 and not l.granted`;
    let pid: number | undefined;
    while (pid === undefined) [{ pid } = { pid: undefined }] = await app.rows<{ pid: number }>(waiting);
    await app.rows('select pg_terminate_backend($1)', [pid]);
    expect(await cut).toBeInstanceOf(Error);
    await holder.end();
    await app.alter('drop trigger wait_here on audit_log_entries');
    expect([await left(ids), await salted(ids), await erasures()]).toEqual([ids, ids, before]);
    await run();
    expect([await left(ids), await salted(ids)]).toEqual([[], []]);
    await wholeAndAccounted();
  });

  test('by trouble with one account still erases the others’ records, and says that it failed', async () => {
    const { client, other } = app.world;
    const [first, last] = [client.account, other.account].sort() as [string, string];
    const stuck = await recordsOf(app, first, 1, '100 days');
    const free = await recordsOf(app, last, 1, '100 days');
    await integrateAll(app);
    await keep(90, first);
    await keep(90, last);
    await app.alter(`alter table audit_erasures add constraint trouble check (viewer_id <> '${first}') not valid`);
    await expect(run()).rejects.toThrow('trouble');
    expect([await left(stuck), await salted(stuck), await left(free)]).toEqual([stuck, stuck, []]);
    await app.alter('alter table audit_erasures drop constraint trouble');
    await run();
    expect(await left(stuck)).toEqual([]);
    await wholeAndAccounted();
  });

  test('in its record, by others who erase on, leaves it to them; it is written once', async () => {
    const { client } = app.world;
    const ids = await recordsOf(app, client.account, 1, '100 days');
    await integrateAll(app);
    await keep(90);
    await app.newEvents();
    await app.alter(
      `create function erase_on() returns trigger language plpgsql security definer as
        $$ begin update tenantry.audit_erasures set last_index = last_index + 1 where event_id is null; return new; end $$`,
      `create trigger erase_on before insert on events for each row when (new.event = 'platform.audit.record.erased') execute function erase_on()`,
    );
    expect([await run(), await left(ids)]).toEqual([[], []]);
    expect(await app.newEvents()).not.toContain('platform.audit.record.erased');
    await app.alter('drop trigger erase_on on events', 'drop function erase_on');
    expect(await run()).toMatchObject([{ viewer: client.account, erased: 1 }]);
    expect(await app.newEvents()).toContain('platform.audit.record.erased');
    await wholeAndAccounted();
  });

  test('and two at once erase and count everything once', async () => {
    const { client } = app.world;
    const ids = await recordsOf(app, client.account, 1_700, '100 days');
    await integrateAll(app);
    await keep(90);
    const runs = await Promise.all([run(), run(), eraseExpired(second.services, asSystem)]);
    expect(runs.flat().reduce((sum, { erased }) => sum + erased, 0)).toBe(1_700);
    expect(await left(ids)).toEqual([]);
    await wholeAndAccounted();
  });
});
