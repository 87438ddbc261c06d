import type pg from 'pg';

/** Version of the queue's schema that the pinned pg-boss works on; a test compares it, so that nothing has to be imported to look. */
export const jobSchemaVersion = 42;

/**
 * Installs or updates the schema of the job queue, as its owner and under the migrations' lock. Only the worker's two functions reach it
 * (0006_jobs.sql): its rights are granted here, because the schema comes after them.
 */
export async function installJobSchema(client: pg.Client, rolePrefix: string): Promise<void> {
  const { rows } = await client.query(`select to_regclass('pgboss.version') is not null as installed`);
  if (!rows[0].installed) {
    const { getConstructionPlans } = await import('pg-boss');
    await client.query(getConstructionPlans('pgboss'));
  } else await update(client);
  const worker = `${rolePrefix}worker`;
  await client.query(`grant usage on schema pgboss to ${worker};
    grant select on pgboss.queue to ${worker};
    grant insert on pgboss.job to ${worker};
    grant select (name, state, data) on pgboss.job to ${worker}`);
}

async function update(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select version from pgboss.version');
  const version: number = rows[0].version;
  if (version > jobSchemaVersion)
    throw new Error(`The job queue of this database belongs to a newer Tenantry (schema ${version}); start that version.`);
  if (version === jobSchemaVersion) return;
  const { getMigrationPlans } = await import('pg-boss');
  await client.query(getMigrationPlans('pgboss', version));
}
