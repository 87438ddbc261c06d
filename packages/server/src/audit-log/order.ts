import { sql, type Transaction } from '../core/database.ts';

/** A place in the order of the log. */
export interface Position {
  xact: string;
  seq: string;
}

/**
 * The records after one place, up to another, must be as many as the log has there. Answers in words the first that it has not: one that
 * somebody put in by hand, or a second one under a known id.
 */
export async function firstStranger(tx: Transaction, after: Position, upTo: Position, expected: number): Promise<string | undefined> {
  const between = sql`(t.xact, t.seq) > (${after.xact}::xid8, ${after.seq}::bigint) and (t.xact, t.seq) <= (${upTo.xact}::xid8, ${upTo.seq}::bigint)`;
  const [row] = await tx.query(sql<{ count: number }>`select count(*)::int as count from events t where ${between}`);
  if (row!.count === expected) return undefined;
  const [stranger] = await tx.query(
    sql<{
      id: string;
      known: boolean;
    }>`select t.id, exists (select from audit_log_entries l where l.event_id = t.id and l.viewer_id = t.viewer_id) as known
      from events t where ${between}
        and not exists (select from audit_log_entries l where l.event_id = t.id and l.viewer_id = t.viewer_id and l.event_at = t.at)
      order by t.xact, t.seq limit 1`,
  );
  if (!stranger) return 'records are not at the places that the log took them from';
  return stranger.known ? `record ${stranger.id} is there twice` : `record ${stranger.id} was put in by hand: the log never took it`;
}
