import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, createTestApp, type TestApp } from '../../test/harness.ts';
import { eraseExpired } from './index.ts';
import { type Erasing, erasing, integrateAll, recordsOf, unaccounted } from './testing.ts';

let app: TestApp;
let { keep, left, salted, batch } = {} as Erasing;
beforeAll(async () => {
  app = await createTestApp();
  ({ keep, left, salted, batch } = erasing(app));
});
afterAll(() => app.close());
afterEach(async () => {
  await app.rows('update audit_settings set retention_days = null');
  await run();
});
const run = () => eraseExpired(app.app.services, asSystem);

describe('whoever has a role of the server', () => {
  test('cannot erase what is younger than 90 days, whatever the setting was made to say', async () => {
    const { client } = app.world;
    const old = await recordsOf(app, client.account, 1, '91 days');
    const young = await recordsOf(app, client.account, 4, '89 days');
    await integrateAll(app);
    await app.alter('alter table audit_settings drop constraint audit_settings_retention_days_check');
    await keep(0);
    await run();
    expect([await left(old), await left(young)]).toEqual([[], young]);
    await keep(null);
    await app.alter(
      'alter table audit_settings add constraint audit_settings_retention_days_check check (retention_days between 90 and 36500)',
    );
  });

  test('cannot erase records of an account that keeps them for ever, or those of nobody', async () => {
    const { other } = app.world;
    const ids = [...(await recordsOf(app, other.account, 2, '4000 days')), ...(await recordsOf(app, '', 2, '4000 days'))];
    await integrateAll(app);
    for (const viewer of [other.account, '', 'ACC-0000-0000']) expect(await batch(viewer)).toEqual([{ looked: 0, erased: 0 }]);
    expect(await left(ids)).toEqual(ids);
  });

  test('cannot delete, take a salt, or write the account of it past the function, and only the worker may call it', async () => {
    const { client } = app.world;
    await recordsOf(app, client.account, 1, '100 days');
    await integrateAll(app);
    await keep(90);
    const roles = ['tenant', 'operations', 'person', 'auth', 'worker'] as const;
    for (const role of roles)
      for (const statement of [
        'delete from events',
        'update audit_log_entries set salt = null',
        `insert into audit_erasures (viewer_id, before, first_index, last_index, erased, xact) values ('', now(), 0, 0, 1, '1')`,
        'update audit_erasures set erased = 1',
        'delete from audit_erasures',
        ...(role === 'worker'
          ? []
          : [`select erase_expired_records('${client.account}', '-infinity', 0)`, `select finish_erasure(1, 'x')`]),
        ...(role === 'worker' ? [] : ['select expired_month()', `select drop_expired_month('events_other')`]),
      ])
        await expect(
          app.app.services.database.write({ role, account: client.account, user: '', actor: '' }, (tx) => tx.raw(statement, [])),
          `${role}: ${statement}`,
        ).rejects.toThrow('permission denied');
  });

  test('cannot close a run with a record that says something else', async () => {
    const { client } = app.world;
    await recordsOf(app, client.account, 2, '100 days');
    await integrateAll(app);
    await keep(90);
    await batch(client.account);
    const [open] = await app.rows<{ id: string }>('select id from audit_erasures where event_id is null');
    const [event] = await app.rows<{ id: string }>('select id from events order by seq desc limit 1');
    await expect(
      app.app.services.database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
        tx.raw('select finish_erasure($1, $2)', [open!.id, event!.id]),
      ),
    ).rejects.toThrow(/does not tell what erasure/);
  });

  test('and a connection that forgot its role erases nothing', async () => {
    const { client } = app.world;
    const ids = await recordsOf(app, client.account, 2, '100 days');
    await integrateAll(app);
    await keep(90);
    const login = new pg.Client({ ...app.connection } as pg.ClientConfig);
    await login.connect();
    await login.query('set search_path = tenantry, public');
    const { rows } = await login.query(`select looked, erased from erase_expired_records('${client.account}', '-infinity', 0)`);
    expect(rows).toEqual([{ looked: 0, erased: 0 }]);
    expect((await login.query('delete from events')).rowCount).toBe(0);
    expect((await login.query('update audit_log_entries set salt = null')).rowCount).toBe(0);
    await login.end();
    expect([await left(ids), await salted(ids)]).toEqual([ids, ids]);
  });
});

describe('somebody with the owner’s rights who erases by hand', () => {
  /** Takes the salts of two young records and deletes them, on a database of its own where a run has erased five others. */
  const erasedByHand = async (more: string[] = []) => {
    const scratch = await createTestApp();
    try {
      const { account } = scratch.world.client;
      await recordsOf(scratch, account, 5, '100 days');
      const ids = await recordsOf(scratch, account, 2, '50 days');
      await integrateAll(scratch);
      await scratch.rows('update audit_settings set retention_days = 90 where id = $1', [account]);
      await eraseExpired(scratch.app.services, asSystem);
      await integrateAll(scratch);
      expect(await unaccounted(scratch)).toEqual([]);
      await scratch.rows('delete from events where id = any ($1)', [ids]);
      await scratch.rows('update audit_log_entries set salt = null where event_id = any ($1)', [ids]);
      for (const statement of more) await scratch.rows(statement);
      return { account, ids, found: await unaccounted(scratch) };
    } finally {
      await scratch.close();
    }
  };

  test('is noticed: no erasure accounts for it', async () => {
    const { account, ids, found } = await erasedByHand();
    expect(found).toEqual([
      ...ids.map((id) => ({ fault: 'no erasure', index: expect.any(String), id })),
      { fault: 'other number', index: null, id: account },
    ]);
  });

  test('and writes an account of it is noticed: the record of the run, which is in the tree, says another number', async () => {
    const { account, found } = await erasedByHand([
      `update audit_erasures set erased = erased + 2, last_index = last_index + 2, before = now()`,
    ]);
    expect(found).toEqual([{ fault: 'not told', index: null, id: account }]);
  });
});
