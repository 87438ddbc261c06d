import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { migrate } from '../core/migrations.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const folder = join(import.meta.dirname, '../../migrations');

test('an installation that has accounts and records gets a setting for each, which keeps everything, and can erase from then on', async () => {
  const before = '0013_retention.sql';
  const { client } = app.world;
  const owner = new pg.Client({ ...app.connection } as pg.ClientConfig);
  await owner.connect();
  const [{ prefix }] = (await app.rows<{ prefix: string }>('select role_prefix as prefix from installation')) as [{ prefix: string }];
  await app.rows('drop schema tenantry cascade');
  await owner.query(`create schema tenantry; set search_path = tenantry, public;
    create table migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now());
    create table installation (only_one boolean primary key default true, role_prefix text not null, demo boolean not null default false,
      settings jsonb not null default '{}', created_at timestamptz not null default now());
    insert into installation (role_prefix) values ('${prefix}');
    grant usage on schema tenantry to ${['tenant', 'operations', 'person', 'auth', 'worker'].map((kind) => prefix + kind).join(', ')};
    grant create on schema tenantry to ${prefix}worker`);
  for (const name of (await readdir(folder)).filter((file) => file < before).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    await owner.query(`begin; set local search_path = tenantry, public; ${text}; commit`);
    await owner.query('insert into migrations (name, checksum) values ($1, $2)', [name, createHash('sha256').update(text).digest('hex')]);
  }
  await app.rows(
    `insert into accounts (id, type, status, name) values ('${client.account}', 'Client', 'Active', 'Harbour'), ('ACC-OPS', 'Operations', 'Active', 'Operations')`,
  );
  await app.rows(`insert into events (id, at, event, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
    values ('AUD-OLD', now() - interval '100 days', 'platform.old', '${client.account}', 'Old', 'OLD-1', 'X', 'X', 'x', 'x')`);
  await app.rows(`insert into audit_log_entries (index, event_id, viewer_id, event_at, salt, entry)
    select 0, id, viewer_id, at, '\\x01', '\\x02' from events`);
  expect((await migrate(app.connection)).applied).toContain(before);
  expect(await app.rows('select id, account_id, retention_days, revision from audit_settings order by id')).toEqual(
    [client.account, 'ACC-OPS'].sort().map((id) => ({ id, account_id: id, retention_days: null, revision: 1 })),
  );
  await owner.query(`begin; set local role ${prefix}worker`);
  const erase = async () =>
    (await owner.query(`select looked, erased from erase_expired_records('${client.account}', '-infinity', 0)`)).rows;
  expect(await erase()).toEqual([{ looked: 0, erased: 0 }]);
  await owner.query('update audit_settings set retention_days = 90');
  expect(await erase()).toEqual([{ looked: 1, erased: 1 }]);
  await owner.query('commit');
  await owner.end();
  expect(await app.rows('select 1 from events')).toEqual([]);
  expect(await app.rows('select index, salt from audit_log_entries')).toEqual([{ index: '0', salt: null }]);
});
