import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseOptions } from '../src/core/database.ts';

/** A database of this test file's own, cloned from the migrated template. `drop` removes it. */
export async function cloneDatabase(
  server: DatabaseOptions,
  template: string,
  superuser: DatabaseOptions,
): Promise<DatabaseOptions & { drop(): Promise<void> }> {
  const name = `tenantry_test_${randomBytes(6).toString('hex')}`;
  await admin(server, `create database ${name} template ${template}`);
  // Only a superuser may end another superuser's process, and autovacuum is one.
  return { ...server, database: name, drop: () => admin(superuser, `drop database if exists ${name} with (force)`) };
}

/** One statement outside any test database. */
export async function admin(server: DatabaseOptions, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' } as pg.ClientConfig);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
