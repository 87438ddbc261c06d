import { type Sql, sql } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { endIdleSessions } from './end-idle-sessions.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const batch = 2000;

/** What is kept for a while only. None of it is an object of an account: their history is the event log, which stays. */
const leftovers: readonly { table: string; where: Sql }[] = [
  { table: 'idempotency_keys', where: sql`created_at < now() - interval '24 hours'` },
  { table: 'password_resets', where: sql`expires_at < now() - interval '7 days'` },
  { table: 'invitation_codes', where: sql`expires_at < now() - interval '1 day'` },
  { table: 'sign_in_failures', where: sql`last_at < now() - interval '2 days'` },
  { table: 'sessions', where: sql`ended_at < now() - interval '30 days'` },
  { table: 'counted_totals', where: sql`counted_at < now() - interval '30 days'` },
  { table: 'refusal_windows', where: sql`until < now() - interval '1 hour'` },
  { table: 'mails', where: sql`created_at < now() - interval '400 days'` },
];

/** Hourly: the event log's next months, mails whose job was lost, and what has outlived its use. */
export async function cleanUp(services: Services): Promise<void> {
  const { database } = services;
  const today = sql`(now() at time zone 'UTC')::date`;
  await database.write(worker, (tx) => tx.query(sql`select ensure_event_months(${today}, ${today} + 100)`));
  await database.write(worker, (tx) => tx.query(sql`select requeue_mails()`));
  await endIdleSessions(services);
  for (const { table, where } of leftovers) while ((await deleteSome(services, table, where)) === batch);
}

/** In small transactions, so that no lock is held for long. */
function deleteSome({ database }: Services, table: string, where: Sql): Promise<number> {
  return database.write(worker, async (tx) => {
    const gone = await tx.query(
      sql`delete from ${sql.table(table)} where ctid = any (array(select ctid from ${sql.table(table)} where ${where} limit ${batch})) returning 1`,
    );
    return gone.length;
  });
}
