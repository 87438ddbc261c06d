import { type Sql, sql, type Transaction } from './database.ts';

/**
 * Before objects leave their account: takes its people out of their `audit`, and out of their contact. Whoever gets them next sees when they
 * changed, not by whom of another account. Done in a statement of its own, because the event of the move keeps what the move changed.
 */
export async function forgetPeople(tx: Transaction, table: 'buyers' | 'licensees', account: string, condition: Sql): Promise<void> {
  await tx.query(sql`update ${sql.table(table)} set contact = case when contact -> 'user' is null then contact end, audit = coalesce((
      select jsonb_object_agg(key, case when value #>> '{of,id}' = ${account} then value - 'by' - 'of' else value end)
      from jsonb_each(audit)), '{}') where ${condition}`);
}
