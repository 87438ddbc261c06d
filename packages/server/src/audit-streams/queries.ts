import { type AuditStream, streamFormats, streamKinds, streamStatuses } from '@tenantry/contract/audit-streams';
import type { Reference } from '@tenantry/contract/fields';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { StreamStatus } from './rules.ts';

export const streamObject: ObjectType = {
  type: 'AuditStream',
  document: 'auditStream',
  table: 'audit_streams',
  // No `account`: it is the installation's, and the records are the operators'.
  name: 'changed.name',
  snapshot: {
    id: 'id',
    name: 'name',
    status: 'status',
    kind: 'kind',
    format: 'format',
    target: 'target',
    accounts: 'account_ids',
    eventPrefix: 'event_prefix',
    position: 'position',
  },
};

/** What is recorded of a change of a stream: for operators alone. */
export const streamWords = (word: string) =>
  ({
    event: `platform.audit.stream.${word}`,
    summary: `Audit stream ${word}`,
    details: `{{actor.name}} ${word} the stream {{object.name}}`,
    type: 'Private',
  }) as const;

/** All but the secret. */
interface StreamColumns {
  id: string;
  name: string;
  status: StreamStatus;
  kind: AuditStream['kind'];
  format: AuditStream['format'];
  target: AuditStream['target'];
  event_prefix: string | null;
  position: string;
  last_delivered_at: Date | null;
  last_error: AuditStream['lastError'];
  revision: number;
  audit: NonNullable<AuditStream['audit']>;
}

export interface StreamRow extends StreamColumns {
  account_ids: string[] | null;
  secret: Buffer | null;
}

interface ListedRow extends StreamColumns {
  accounts: Reference[] | null;
  log_end: string;
}

export const streamListing: Listing<ListedRow, AuditStream> = {
  from: 'audit_streams t',
  key: 't.id',
  columns: `t.id, t.name, t.status, t.kind, t.format, t.target, t.event_prefix, t.position::text as position, t.last_delivered_at, t.last_error, t.revision,
    (select audit_stream_end())::text as log_end,
    case when t.account_ids is not null then
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'type', a.type, 'status', a.status) order by a.name, a.id), '[]')
       from accounts a where a.id = any (t.account_ids)) end as accounts`,
  onDemand: { audit: 't.audit' },
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    status: { type: 'text', sql: 't.status', values: streamStatuses },
    kind: { type: 'text', sql: 't.kind', values: streamKinds },
    format: { type: 'text', sql: 't.format', values: streamFormats },
    eventPrefix: { type: 'text', sql: 't.event_prefix', nullable: true },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['AuditStream'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    kind: row.kind,
    format: row.format,
    target: row.target,
    accounts: row.accounts,
    eventPrefix: row.event_prefix,
    position: Number(row.position),
    waiting: Math.max(0, Number(row.log_end) - Number(row.position)),
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    lastError: row.last_error,
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findStream(tx: Transaction, id: string): Promise<AuditStream> {
  const found = await findOne(tx, streamListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Audit stream', id);
  return found;
}

/** The stored stream, locked until the transaction ends. */
export async function loadStream(tx: Transaction, id: string): Promise<StreamRow> {
  const [row] = await tx.query(sql<StreamRow>`select * from audit_streams where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Audit stream', id);
  return row;
}

/** The same for whoever changes nothing. */
export async function readStream(tx: Transaction, id: string): Promise<StreamRow> {
  const [row] = await tx.query(sql<StreamRow>`select * from audit_streams where id = ${id} and status <> 'Deleted'`);
  if (!row) throw notFound('Audit stream', id);
  return row;
}
