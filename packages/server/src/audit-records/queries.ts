import type { AuditRecord } from '@tenantry/contract/audit-records';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

interface RecordRow {
  id: string;
  at: Date;
  event: string;
  type: 'Public' | 'Private';
  object_type: string;
  object_id: string;
  object_name: string | null;
  object_revision: number | null;
  actor_id: string;
  actor_name: string;
  actor_account: { id: string; name: string; accountType: string } | null;
  summary: string;
  details: string;
  request: NonNullable<AuditRecord['request']>;
  documents: Record<string, unknown>;
  own_id: string | null;
  own_name: string;
  own_type: string;
  viewer_accounts: { id: string; name: string; type: string; icon: string }[] | null;
  /** Whose pictures the reader would be given, of those that the page names; set by `attach`, and absent where nobody looks at pictures. */
  seen?: ReadonlySet<string>;
}

/** Collections whose objects have a picture of their own. */
const pictured: Record<string, string> = {
  Account: 'accounts',
  User: 'users',
  UserGroup: 'user-groups',
  ApiToken: 'api-tokens',
  Buyer: 'buyers',
  Seller: 'sellers',
  Licensee: 'licensees',
};

const iconOf = (type: string, id: string): string | null => (pictured[type] ? `/v1/accounts/${pictured[type]}/${id}/icon` : null);

// The trail goes on naming who has left and what was deleted; a picture that the reader would not be given is not offered.
const iconIfSeen = (type: string, id: string, seen: ReadonlySet<string> | undefined): string | null =>
  type === 'Account' || seen?.has(id) ? iconOf(type, id) : null;

/** Where the objects of an id's prefix stand, as far as they have pictures and still exist. */
const stored: Record<string, string> = {
  'USR-': `select id from users where status <> 'Deleted' and id`,
  'TKN-': `select id from api_tokens where status <> 'Deleted' and id`,
  'UGR-': `select id from user_groups where status <> 'Deleted' and id`,
  'BUY-': `select id from buyers where status <> 'Deleted' and id`,
  'SEL-': `select id from sellers where status <> 'Deleted' and id`,
  'LCE-': `select id from licensees where status <> 'Deleted' and id`,
};
// What shows a tenant its people; through the people themselves each would be asked for twice.
const members = `select user_id as id from memberships where status <> 'Removed' and user_status <> 'Deleted' and user_id`;

/** Asks for those of a page whose pictures the reader would be given. */
function seenOf(rows: readonly RecordRow[], isTenant: boolean): Sql<{ id: string }> | undefined {
  const named = [...new Set(rows.flatMap((row) => [row.object_id, row.actor_id]))];
  const parts = Object.entries(stored).flatMap(([prefix, table]) => {
    const ids = named.filter((id) => id.startsWith(prefix));
    return ids.length > 0 ? [sql`${sql.raw(isTenant && prefix === 'USR-' ? members : table)} = any (${ids}::text[])`] : [];
  });
  return parts.length > 0 ? sql<{ id: string }>`${sql.join(parts, sql` union all `)}` : undefined;
}

// Nearly every record has one viewer, who comes with the join; only the others ask for each.
const viewers = `own.id as own_id, own.name as own_name, own.type as own_type,
    case when jsonb_array_length(t.viewers) > 1 or own.id is null then
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'type', a.type, 'icon', '/v1/accounts/accounts/' || a.id || '/icon')), '[]')
       from accounts a where a.id = any (array(select jsonb_array_elements_text(t.viewers)))) end as viewer_accounts`;

export const recordListing: Listing<RecordRow, AuditRecord> = {
  from: 'events t left join accounts own on own.id = t.viewer_id',
  key: 't.seq',
  columns: `t.id, t.at, t.event, t.type, t.object_type, t.object_id, t.object_name, t.object_revision, t.actor_id, t.actor_name, t.actor_account,
    t.summary, t.details, t.request, t.documents, ${viewers}`,
  fields: {
    id: { type: 'id', sql: 't.id' },
    event: { type: 'text', sql: 't.event' },
    // Everything that somebody would look for, in lower case: summary, details, names, what changed.
    text: { type: 'text', sql: 't.search_text', search: 't.search_text', order: false },
    summary: { type: 'text', sql: 't.summary', search: 't.search_text' },
    details: { type: 'text', sql: 't.details' },
    timestamp: { type: 'datetime', sql: 't.at' },
    type: { type: 'text', sql: 't.type', values: ['Public', 'Private'] },
    'object.id': { type: 'id', sql: 't.object_id' },
    'object.name': { type: 'text', sql: 't.object_name', nullable: true, search: 't.search_text' },
    'object.objectType': { type: 'text', sql: 't.object_type' },
    'object.revision': { type: 'integer', sql: 't.object_revision', nullable: true },
    'actor.id': { type: 'id', sql: 't.actor_id' },
    'actor.name': { type: 'text', sql: 't.actor_name', search: 't.search_text' },
    'actor.account.id': { type: 'id', sql: `t.actor_account ->> 'id'`, nullable: true },
    'actor.account.name': { type: 'text', sql: `t.actor_account ->> 'name'`, nullable: true },
    'request.api.ip': { type: 'text', sql: 't.ip', nullable: true },
    'request.api.geolocation.countryCode': { type: 'text', sql: `t.request #>> '{api,geolocation,countryCode}'`, nullable: true },
    'request.api.geolocation.countryName': { type: 'text', sql: `t.request #>> '{api,geolocation,countryName}'`, nullable: true },
    'request.api.geolocation.region': { type: 'text', sql: `t.request #>> '{api,geolocation,region}'`, nullable: true },
    'request.api.userAgent': { type: 'text', sql: `t.request #>> '{api,userAgent}'`, nullable: true },
    'request.log.correlationId': { type: 'text', sql: `t.request #>> '{log,correlationId}'`, nullable: true },
    'request.worker.workerName': { type: 'text', sql: `t.request #>> '{worker,workerName}'`, nullable: true },
    // Whose object it is, '' for what is no account's, such as people and their sessions. `viewers` says who else sees it, and has no index.
    'account.id': { type: 'id', sql: 't.viewer_id', order: false },
    // Through the accounts' own policy: that others see a record too is theirs to know.
    viewers: {
      type: 'collection',
      from: 'accounts viewer',
      where: 'viewer.id in (select jsonb_array_elements_text(t.viewers))',
      fields: { id: { type: 'id', sql: 'viewer.id' }, name: { type: 'text', sql: 'viewer.name' } },
    },
  },
  order: [{ path: 'timestamp', descending: true, position: 0 }],
  // Any event is a change of this list: nothing but the log itself knows.
  dependsOn: ['*'],
  omitted: [],
  log: {
    at: 't.at',
    xact: 't.xact',
    row: `t.seq || ' ' || t.at`,
    size: 'pg_column_size(t.documents)',
    live: viewers,
    beside: ({ own_id, own_name, own_type, viewer_accounts, seen, object_id, actor_id }) =>
      JSON.stringify([own_id, own_name, own_type, viewer_accounts, seen?.has(object_id), seen?.has(actor_id)]),
  },
  async attach(rows, query, { role }) {
    const asked = seenOf(rows, role === 'tenant');
    const seen = new Set(asked && (await query(asked)).map(({ id }) => id));
    for (const row of rows) row.seen = seen;
  },
  read: (row) => ({
    id: row.id,
    event: row.event,
    summary: row.summary,
    details: row.details,
    object: {
      id: row.object_id,
      name: row.object_name ?? row.object_id,
      icon: iconIfSeen(row.object_type, row.object_id, row.seen),
      objectType: row.object_type,
      ...(row.object_revision === null ? {} : { revision: row.object_revision }),
    },
    timestamp: row.at.toISOString(),
    actor: {
      id: row.actor_id,
      name: row.actor_name,
      icon: iconIfSeen(row.actor_id.startsWith('TKN-') ? 'ApiToken' : 'User', row.actor_id, row.seen),
      ...(row.actor_account ? { account: { ...row.actor_account, icon: iconOf('Account', row.actor_account.id) } } : {}),
    },
    type: row.type,
    request: row.request,
    documents: row.documents,
    viewers: row.viewer_accounts ?? [{ id: row.own_id!, name: row.own_name, type: row.own_type, icon: iconOf('Account', row.own_id!) }],
  }),
};

export async function findRecord(tx: Transaction, id: string): Promise<AuditRecord> {
  const found = await findOne(tx, recordListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Audit record', id);
  return found;
}
