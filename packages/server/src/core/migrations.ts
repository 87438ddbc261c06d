import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseOptions } from './database.ts';
import { installJobSchema } from './jobs/schema.ts';

const folder = join(import.meta.dirname, '../../migrations');
const kinds = ['tenant', 'operations', 'person', 'auth', 'worker'] as const;

export interface MigrationReport {
  applied: string[];
  /** What a person should know: missing rights with the statement to run. */
  warnings: string[];
}

/**
 * Brings a database up to date: schema, roles, numbered files, each file in its own transaction.
 * Several servers may start at once; one migrates, the others wait.
 * Throws an Error whose message is one sentence, with the SQL for a DBA where rights are missing.
 */
export async function migrate(connection: DatabaseOptions, log: (message: string) => void = () => undefined): Promise<MigrationReport> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC' } as pg.ClientConfig);
  await client.connect();
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
    if (version < 150000) throw new Error(`Tenantry needs PostgreSQL 15 or newer; this server is version ${Math.floor(version / 10000)}.`);
    await client.query(`select pg_advisory_lock(hashtext('tenantry migrations'))`);
    const prefix = await prepare(client, version);
    const applied = await applyFiles(client, log);
    await grantSchema(client, prefix);
    await installJobSchema(client, prefix);
    return { applied, warnings: await makeLikeLeakproof(client) };
  } finally {
    await client.end();
  }
}

async function prepare(client: pg.Client, version: number): Promise<string> {
  await client.query('create schema if not exists tenantry');
  await client.query('set search_path = tenantry, public');
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
  await client.query(`create table if not exists installation (
    only_one boolean primary key default true check (only_one), role_prefix text not null, demo boolean not null default false,
    settings jsonb not null default '{}', created_at timestamptz not null default now())`);
  const { rows } = await client.query('select role_prefix from installation');
  const prefix: string = rows[0]?.role_prefix ?? (await newPrefix(client));
  await ensureRoles(client, prefix, version);
  if (rows.length === 0) await client.query('insert into installation (role_prefix) values ($1)', [prefix]);
  await grantSchema(client, prefix);
  return prefix;
}

/** Roles belong to the whole server, so their names carry the database's. */
async function newPrefix(client: pg.Client): Promise<string> {
  const { rows } = await client.query('select current_database() as name');
  const name = String(rows[0].name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40);
  return name.startsWith('tenantry') ? `${name}_` : `tenantry_${name}_`;
}

async function ensureRoles(client: pg.Client, prefix: string, version: number): Promise<void> {
  const names = kinds.map((kind) => prefix + kind);
  const { rows: present } = await client.query('select rolname from pg_roles where rolname = any ($1)', [names]);
  const missing = names.filter((name) => !present.some((row) => row.rolname === name));
  const { rows: usable } = await client.query(
    // A superuser may set any role without a membership.
    `select rolname from pg_roles where rolname = any ($1) and ((select rolsuper from pg_roles where rolname = current_user) or pg_has_role(current_user, oid, 'member'))`,
    [names],
  );
  const how = version >= 160000 ? ' with inherit false, set true' : '';
  const login = (await client.query('select quote_ident(current_user) as login')).rows[0].login;
  const statements = [
    ...missing.map((name) => `create role ${name} nologin`),
    ...names
      .filter((name) => missing.includes(name) || !usable.some((row) => row.rolname === name))
      .map((name) => `grant ${name} to ${login}${how}`),
  ];
  // Before 16 a membership cannot be limited to SET ROLE: the login itself must not inherit.
  if (version < 160000 && statements.length > 0) statements.push(`alter role ${login} noinherit`);
  for (const statement of statements) {
    try {
      await client.query(statement);
    } catch (error) {
      if (statement.startsWith('create role') && (error as { code?: string }).code === '42710') continue;
      throw new Error(
        `The database login may not create the roles that keep tenants apart (${(error as Error).message}). Ask a DBA to run: ${statements.join('; ')};`,
      );
    }
  }
}

async function grantSchema(client: pg.Client, prefix: string): Promise<void> {
  await client.query(`grant usage on schema tenantry to ${kinds.map((kind) => prefix + kind).join(', ')}`);
  await client.query(`grant create on schema tenantry to ${prefix}worker`);
}

async function applyFiles(client: pg.Client, log: (message: string) => void): Promise<string[]> {
  const done = new Map<string, string>(
    (await client.query('select name, checksum from migrations')).rows.map((row) => [row.name, row.checksum]),
  );
  const applied: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    if (done.has(name)) {
      if (done.get(name) !== checksum) throw new Error(`Migration ${name} was changed after it had been applied to this database.`);
      continue;
    }
    await applyFile(client, name, text, checksum);
    applied.push(name);
    log(`applied ${name}`);
  }
  const unknown = [...done.keys()]
    .filter((name) => !applied.includes(name))
    .sort()
    .at(-1);
  const newest =
    (await readdir(folder))
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .at(-1) ?? '';
  if (unknown && unknown > newest) throw new Error(`This database was migrated by a newer Tenantry (${unknown}); start that version.`);
  return applied;
}

async function applyFile(client: pg.Client, name: string, text: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query('set local search_path = tenantry, public');
    await client.query(text);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`);
  }
}

/** Without this, a policy keeps text indexes from being used and every search scans the account (patterns, section 3). */
async function makeLikeLeakproof(client: pg.Client): Promise<string[]> {
  const statement = 'alter function pg_catalog.textlike(text, text) leakproof';
  const { rows } = await client.query(`select proleakproof from pg_proc where oid = 'pg_catalog.textlike(text, text)'::regprocedure`);
  if (rows[0].proleakproof) return [];
  try {
    await client.query(statement);
    return [];
  } catch {
    return [`Searches will be slow: have a superuser run "${statement}" in this database once.`];
  }
}
