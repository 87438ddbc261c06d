import pg from 'pg';

/** Until every record that is committed stands in the audit log's tree. Answers how many went in, and for how many seconds that took. */
export async function untilProved(connection: pg.ClientConfig): Promise<{ records: number; seconds: number }> {
  const client = new pg.Client({ ...connection, options: '-c search_path=tenantry,public' });
  await client.connect();
  try {
    const size = async () => Number((await client.query('select size from audit_log')).rows[0].size);
    const isWaiting = async () =>
      (
        await client.query(
          'select exists (select 1 from events e, audit_log l where (e.xact, e.seq) > (l.last_xact, l.last_seq)) as waiting',
        )
      ).rows[0].waiting;
    const before = await size();
    const began = performance.now();
    while (await isWaiting()) await new Promise((wait) => setTimeout(wait, 20));
    return { records: (await size()) - before, seconds: (performance.now() - began) / 1000 };
  } finally {
    await client.end();
  }
}
