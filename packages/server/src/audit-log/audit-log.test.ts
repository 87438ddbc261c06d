import { createHash } from 'node:crypto';
import { openCheckpoint, verifyLog } from '@tenantry/tlog';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { integrate, verifyInstallation } from './index.ts';
import { changeGroup, integrateAll, keysOf, readLog } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const services = () => app.app.services;
const change = (description: string, from = app) => changeGroup(from, description);
const read = (path: string, from = app) => readLog(from, path);
const keys = (from = app) => keysOf(from);
const entries = () =>
  app.rows<{ index: string; event_id: string; viewer_id: string }>(
    'select index::text, event_id, viewer_id from audit_log_entries l order by l.index',
  );

describe('the log', () => {
  test('takes every record in once, for each account that sees it, in one order, and is served to anybody who verifies it', async () => {
    for (let n = 0; n < 5; n++) await change(`Change ${n}`);
    await integrateAll(app);
    const rows = await entries();
    const stored = await app.rows<{ event_id: string; viewer_id: string }>(
      'select id as event_id, viewer_id from events order by xact::text::bigint, seq',
    );
    expect(rows.map(({ event_id, viewer_id }) => ({ event_id, viewer_id }))).toEqual(stored);
    expect(rows.map(({ index }) => Number(index))).toEqual(rows.map((_, i) => i));
    const { checkpoint, fault } = await verifyLog((path) => read(path), await keys());
    expect(fault).toBeUndefined();
    expect(checkpoint).toMatchObject({ size: rows.length, origin: expect.stringMatching(/^tenantry\/[0-9a-f-]{36}$/) });
    expect((await integrate(services())).added).toBe(0);
  });

  test('grows past full tiles, and stays a continuation of what it was', async () => {
    const before = openCheckpoint(String(await read('checkpoint')), await keys());
    await app.rows(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
        select 'platform.accounts.user_group.updated', $1, $1, 'UserGroup', 'UGR-' || i, 'USR-1', 'Ada', 'x', 'x' from generate_series(1, 5000) i`,
      [app.world.client.account],
    );
    await integrateAll(app);
    const { checkpoint, fault } = await verifyLog((path) => read(path), await keys(), before);
    expect(fault).toBeUndefined();
    expect(checkpoint.size).toBe(before.size + 5000);
  });

  test('serves partial tiles as they were, full ones for ever, and nothing beyond its size or of another form', async () => {
    const { size } = openCheckpoint(String(await read('checkpoint')), await keys());
    expect((await read('tile/0/000.p/7')).length).toBe(7 * 32);
    expect((await read('tile/entries/000.p/7')).length).toBe(7 * 34);
    const full = await app.app.http.inject({ method: 'GET', url: '/audit/log/tile/0/000' });
    expect(full.headers).toMatchObject({
      'cache-control': expect.stringContaining('immutable'),
      'content-type': 'application/octet-stream',
    });
    for (const path of [
      `tile/0/x001/000`,
      `tile/0/000.p/0`,
      'tile/0/0',
      'tile/9/000',
      `tile/0/${String(Math.floor(size / 256)).padStart(3, '0')}`,
    ])
      expect((await app.app.http.inject({ method: 'GET', url: `/audit/log/${path}` })).statusCode, path).toBe(404);
  });

  test('is cached as its files change: the checkpoint never, tiles for ever, and never that something is not there', async () => {
    const get = (path: string, method: 'GET' | 'HEAD' = 'GET') => app.app.http.inject({ method, url: `/audit/log/${path}` });
    for (const path of ['checkpoint', 'key']) {
      expect((await get(path)).headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-type': 'text/plain; charset=utf-8',
        'access-control-allow-origin': '*',
      });
    }
    // What a partial tile holds never changes either: its width stands in its name.
    for (const path of ['tile/0/000', 'tile/0/000.p/9', 'tile/entries/000.p/9'])
      expect((await get(path)).headers['cache-control']).toContain('immutable');
    const missing = await get('tile/0/999');
    expect([missing.statusCode, missing.headers['cache-control']]).toEqual([404, 'no-store']);
    const head = await get('tile/0/000', 'HEAD');
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '8192']);
    expect((await app.app.http.inject({ method: 'POST', url: '/audit/log/checkpoint' })).statusCode).toBe(405);
  });

  test('names its files as the format does, beyond a thousand and a million tiles too', async () => {
    await app.rows(
      `insert into audit_log_tiles (level, number, hashes) select 0, n, decode(repeat('ab', 8192), 'hex') from unnest(array[1234, 1234067]::bigint[]) n`,
    );
    await app.rows(
      `insert into audit_log_entries (index, event_id, viewer_id, event_at, salt, entry)
        select 1000 * 256 + n, 'AUD-' || n, 'none', now(), null, decode(repeat('cd', 32), 'hex') from generate_series(0, 255) n`,
    );
    try {
      for (const path of ['tile/0/x001/234', 'tile/0/x001/x234/067']) expect((await read(path)).length).toBe(8192);
      expect((await read('tile/entries/x001/000')).length).toBe(256 * 34);
      for (const path of [
        'tile/0/1234',
        'tile/0/x1/234',
        'tile/0/x000/x001/234',
        'tile/0/001/234',
        'tile/0/x001/234.p/256',
        'tile/0/x001/234.p/01',
        'tile/00/x001/234',
        'tile/64/000',
        'tile/entries/x001/000.p/256',
        'tile/data/x001/000',
        'tile/8/0/x001/234',
        'tile/0/999999999999999999999',
      ])
        expect((await app.app.http.inject({ method: 'GET', url: `/audit/log/${path}` })).statusCode, path).toBe(404);
    } finally {
      await app.rows('delete from audit_log_tiles where number >= 1234');
      await app.rows('delete from audit_log_entries where index >= 256000');
    }
  });

  test('keeps its newest checkpoint and one for each hour before', async () => {
    const sizes = async () =>
      (await app.rows<{ size: number }>('select size::int from audit_log_checkpoints c order by c.size')).map(({ size }) => size);
    const grow = async () => {
      await change(`Change ${Math.random()}`);
      await integrateAll(app);
      return (await sizes()).at(-1)!;
    };
    const old = await grow();
    await app.rows(`update audit_log_checkpoints set at = at - interval '1 hour' where size = $1`, [old]);
    const middle = await grow();
    const newest = await grow();
    expect(await sizes()).toEqual(expect.arrayContaining([old, newest]));
    expect(await sizes()).not.toContain(middle);
  });

  test('tells no word of what was recorded', async () => {
    const files = [await read('checkpoint'), await read('key'), await read('tile/0/000'), await read('tile/entries/000')];
    for (const secret of [app.world.client.account, app.world.client.limited, 'Harbour', 'Change 1'])
      expect(Buffer.concat(files).includes(secret), secret).toBe(false);
  });

  test('waits for an older transaction instead of passing it by', async () => {
    await integrateAll(app);
    const open = new pg.Client({ ...app.connection } as pg.ClientConfig);
    await open.connect();
    const { worker } = await services().database.roles();
    const late = `insert into events (event, viewer_id, object_type, object_id, actor_id, actor_name, summary, details) values ('platform.late', '', 'Late', 'LATE-1', 'X', 'X', 'x', 'x')`;
    await open.query(`begin; set local search_path = tenantry, public; set local role ${worker}; ${late}`);
    const id = await change('after the open one');
    expect(await integrate(services())).toEqual({ added: 0, more: true });
    await open.query('commit');
    await open.end();
    await integrateAll(app);
    const rows = (await entries()).map(({ event_id }) => event_id);
    const [row] = await app.rows<{ id: string }>(`select id from events where object_id = 'LATE-1'`);
    expect(rows.indexOf(row!.id)).toBeGreaterThan(-1);
    expect(rows.indexOf(row!.id)).toBeLessThan(rows.indexOf(id));
  });

  test('is continued by one process at a time; two at once take nothing twice', async () => {
    for (let n = 0; n < 10; n++) await change(`Race ${n}`);
    await Promise.all(Array.from({ length: 6 }, () => integrate(services())));
    await integrateAll(app);
    const rows = await entries();
    expect(new Set(rows.map(({ event_id, viewer_id }) => `${event_id} ${viewer_id}`)).size).toBe(rows.length);
    expect(await verifyInstallation(services())).not.toHaveProperty('fault');
  });

  test('is not torn by a crash between record and leaf: what was not committed was not done', async () => {
    const id = await change('before the crash');
    await app.alter('alter table audit_log_checkpoints add constraint crash check (false) not valid');
    await expect(integrateAll(app)).rejects.toThrow();
    await app.alter('alter table audit_log_checkpoints drop constraint crash');
    await integrateAll(app);
    expect((await entries()).at(-1)).toMatchObject({ event_id: id });
    expect(await verifyInstallation(services())).not.toHaveProperty('fault');
  });
});

test('a database that was copied into another cluster, where transaction ids begin anew, is not continued in the wrong order', async () => {
  const copied = await createTestApp();
  try {
    await change('before the copy', copied);
    await integrateAll(copied);
    const [before] = await copied.rows('select size, last_xact::text from audit_log');
    await copied.rows(`update audit_log set last_xact = '900000000000'`);
    await change('after the copy', copied);
    await expect(integrateAll(copied)).rejects.toThrow(/copied from another PostgreSQL cluster.*beyond 900000000000/);
    expect(await copied.rows('select size from audit_log')).toEqual([{ size: before!.size }]);
    await copied.rows('update audit_log set last_xact = $1::xid8', [before!.last_xact]);
    await integrateAll(copied);
    expect(await verifyInstallation(copied.app.services)).not.toHaveProperty('fault');
  } finally {
    await copied.close();
  }
});

test('a clock that is turned back changes no order: records stand as they were written', async () => {
  const id = await change('first');
  await app.rows(
    `insert into events (at, event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      values (now() - interval '3 days', 'platform.back', $1, $1, 'Back', 'BACK-1', 'X', 'X', 'x', 'x')`,
    [app.world.client.account],
  );
  await integrateAll(app);
  const rows = (await entries()).map(({ event_id }) => event_id);
  const [back] = await app.rows<{ id: string }>(`select id from events where object_id = 'BACK-1'`);
  expect(rows.indexOf(back!.id)).toBeGreaterThan(rows.indexOf(id));
  expect(await verifyInstallation(services())).not.toHaveProperty('fault');
});

test('switched off, the log is served to nobody, and still kept', async () => {
  const closed = await createTestApp({ tileLogPublic: false });
  try {
    for (const path of ['checkpoint', 'key', 'tile/0/000.p/1'])
      expect((await closed.app.http.inject({ method: 'GET', url: `/audit/log/${path}` })).statusCode, path).toBe(404);
    await change('x', closed);
    await integrateAll(closed);
    expect((await closed.rows('select 1 from audit_log_entries')).length).toBeGreaterThan(0);
    expect(await verifyInstallation(closed.app.services)).not.toHaveProperty('fault');
  } finally {
    await closed.close();
  }
});

test('the log without records has a checkpoint too, which what comes later continues', async () => {
  const empty = await createTestApp();
  try {
    await empty.rows('delete from events');
    await integrateAll(empty);
    const head = openCheckpoint(String(await read('checkpoint', empty)), await keys(empty));
    expect([head.size, head.root.toString('hex')]).toEqual([0, createHash('sha256').digest('hex')]);
    expect(await verifyLog((path) => read(path, empty), await keys(empty))).not.toHaveProperty('fault');
    expect(await verifyInstallation(empty.app.services)).not.toHaveProperty('fault');
    await change('the first', empty);
    await integrateAll(empty);
    expect(await verifyInstallation(empty.app.services, { since: head })).not.toHaveProperty('fault');
  } finally {
    await empty.close();
  }
});
