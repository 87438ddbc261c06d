import pg from 'pg';
import type { DatabaseOptions } from './database.ts';
import { type LaunchOptions, launchEmbedded } from './embedded/launch.ts';

export interface OpenedDatabase {
  /** What the server connects as: owner of its database, no superuser, so policies hold for it. */
  owner: DatabaseOptions;
  superuser: DatabaseOptions;
  pid: number;
  reattached: boolean;
  stop(): Promise<void>;
}

/** Starts (or finds) the embedded PostgreSQL of a data folder and makes Tenantry's login and database at first. */
export async function openEmbedded(options: LaunchOptions): Promise<OpenedDatabase> {
  const launched = await launchEmbedded(options);
  const { host, port, user, password, database } = launched;
  const superuser = { host, port, user, password, database };
  try {
    await prepare(superuser, password);
  } catch (error) {
    await launched.stop();
    throw error;
  }
  return {
    superuser,
    owner: { ...superuser, user: 'tenantry', database: 'tenantry', isEmbedded: true },
    pid: launched.pid,
    reattached: launched.reattached,
    stop: () => launched.stop(),
  };
}

async function prepare(superuser: DatabaseOptions, password: string): Promise<void> {
  const { rows } = await onDatabase(superuser, `select 1 from pg_database where datname = 'tenantry'`);
  if (rows.length > 0) return;
  const literal = pg.escapeLiteral(password);
  await onDatabase(
    superuser,
    `do $$ begin if not exists (select from pg_roles where rolname = 'tenantry') then create role tenantry login createrole password ${literal}; end if; end $$`,
  );
  await onDatabase(superuser, 'create database tenantry owner tenantry');
  // Done once by a superuser, so that searches may use their index under a policy (patterns, section 3).
  await onDatabase({ ...superuser, database: 'tenantry' }, 'alter function pg_catalog.textlike(text, text) leakproof');
}

async function onDatabase(connection: DatabaseOptions, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
