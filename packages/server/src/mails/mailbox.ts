import { type Config, isLoopback } from '../core/config.ts';
import { type Database, sql } from '../core/database.ts';

/**
 * Whether everybody may read the mails of this server: demo data, bound to and reached at this machine only, and nothing sent for real.
 * The database looks at the demo flag again (0006_jobs.sql).
 */
export async function isDemoMailbox(config: Config, database: Database): Promise<boolean> {
  if (config.smtp || !isLoopback(config.publicUrl) || !['127.0.0.1', '::1', 'localhost'].includes(config.host)) return false;
  const [row] = await database.read({ role: 'auth', account: '', user: '', actor: '' }, (tx) =>
    tx.query(sql<{ demo: boolean }>`select demo from installation`),
  );
  return row?.demo === true;
}
