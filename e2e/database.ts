import pg from 'pg';
import { inject } from 'vitest';
import { findEmbedded } from '../packages/server/src/core/embedded/launch.ts';

/** What only time could do otherwise: one statement in the database of the running server. */
export async function alter(statement: string, values: readonly string[] = []): Promise<number> {
  const found = await findEmbedded(inject('dataDir'));
  if (!found) throw new Error('The database of the server was not found.');
  const client = new pg.Client({ ...found, database: 'tenantry' });
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
