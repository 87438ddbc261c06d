import { sql, type Transaction } from '../core/database.ts';

/** Counts finished rows. Progress of a job is no change of its own: committing and completing are the events. */
export async function countDone(tx: Transaction, id: string, rows: number): Promise<void> {
  await tx.query(
    sql`update user_imports set counts = jsonb_set(counts, '{done}', to_jsonb((counts ->> 'done')::int + ${rows}::int)) where id = ${id}`,
  );
}

export async function countUndone(tx: Transaction, id: string, rows: number): Promise<void> {
  await tx.query(
    sql`update user_imports set counts = jsonb_set(counts, '{undone}', to_jsonb((counts ->> 'undone')::int + ${rows}::int)) where id = ${id}`,
  );
}
