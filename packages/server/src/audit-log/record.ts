import { type Sql, sql } from '../core/database.ts';

export interface StoredRecord {
  id: string;
  at: string;
  xact: string;
  seq: string;
  event: string;
  account_id: string | null;
  viewer_id: string;
  type: string;
  object_type: string;
  object_id: string;
  object_name: string | null;
  object_revision: number | null;
  actor_id: string;
  actor_name: string;
  actor_account: unknown;
  summary: string;
  details: string;
  request: unknown;
  documents: unknown;
}

/** SQL of the columns of a stored record, the time to the microsecond as text. */
export const recordColumns: Sql = sql.raw(
  `t.id, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, t.xact::text as xact, t.seq::text as seq, t.event, t.account_id, t.viewer_id, t.type,
   t.object_type, t.object_id, t.object_name, t.object_revision, t.actor_id, t.actor_name, t.actor_account, t.summary, t.details, t.request, t.documents`,
);

/** What is proved of a record: every field that was stored and never changes. A field that is added later joins in a new format, or not at all. */
export const provedRecord = (row: StoredRecord): Record<string, unknown> => ({
  id: row.id,
  timestamp: row.at,
  event: row.event,
  account: row.account_id,
  // One viewer: that others see a record too is theirs to know.
  viewer: row.viewer_id,
  type: row.type,
  object: { id: row.object_id, name: row.object_name, objectType: row.object_type, revision: row.object_revision },
  actor: { id: row.actor_id, name: row.actor_name, account: row.actor_account },
  summary: row.summary,
  details: row.details,
  request: row.request,
  documents: row.documents,
});
