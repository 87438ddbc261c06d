import { type ImportRow, importStatuses, type UserImport } from '@tenantry/contract/user-imports';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

export const importObject: ObjectType = {
  type: 'UserImport',
  document: 'userImport',
  table: 'user_imports',
  account: 'account_id',
  name: 'changed.file_name',
  snapshot: { id: 'id', fileName: 'file_name', status: 'status', counts: 'counts', digest: 'digest' },
};

export interface ImportActor {
  id: string;
  name: string;
  email?: string;
  kind: 'person' | 'token';
}

export interface StoredImport {
  id: string;
  account_id: string;
  status: (typeof importStatuses)[number];
  file_name: string;
  encoding: string;
  delimiter: string;
  digest: string;
  columns: UserImport['columns'];
  options: { createGroups: string[]; createGroupModules: string[]; active: boolean };
  counts: UserImport['counts'];
  errors: Record<string, number>;
  unknown_groups: UserImport['unknownGroups'];
  needs_default_group_confirmation: boolean;
  actor: ImportActor;
  revision: number;
  audit: NonNullable<UserImport['audit']>;
}

type ListedImport = StoredImport & AccountColumns;

export const importListing: Listing<ListedImport, UserImport> = {
  from: 'user_imports t join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.*, ${accountColumns}`,
  fields: {
    ...coreFields('t'),
    ...accountFields,
    status: { type: 'text', sql: 't.status', values: importStatuses },
    fileName: { type: 'text', sql: 't.file_name' },
    digest: { type: 'text', sql: 't.digest' },
  },
  order: [{ path: 'audit.created.at', descending: true, position: 0 }],
  dependsOn: ['UserImport'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    encoding: row.encoding,
    delimiter: row.delimiter,
    digest: row.digest,
    account: accountReference(row),
    columns: row.columns,
    counts: row.counts,
    errors: row.errors,
    unknownGroups: row.unknown_groups,
    needsDefaultGroupConfirmation: row.needs_default_group_confirmation,
    revision: row.revision,
    audit: row.audit,
  }),
};

export interface StoredRow {
  line: number;
  outcome: ImportRow['outcome'];
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  phone: { prefix?: string; number: string } | null;
  group_ids: string[];
  password_hash: string | null;
  reason: string | null;
  message: string | null;
  field: string | null;
  cells: string[];
}

type ListedRow = StoredRow & { groups: { id: string; name: string }[] };

/** The rows of one import. Groups still to be created stand as `new:<name>` until the commit has made them. */
export const rowListing: Listing<ListedRow, ImportRow> = {
  from: 'user_import_rows t',
  key: 't.line',
  columns: `t.*, (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', coalesce(g.name, substr(x.id, 5)))), '[]')
    from unnest(t.group_ids) as x (id) left join user_groups g on g.id = x.id) as groups`,
  fields: {
    line: { type: 'integer', sql: 't.line' },
    outcome: { type: 'text', sql: 't.outcome', values: ['create', 'member', 'duplicate', 'error', 'created', 'skipped'] },
    email: { type: 'text', sql: 't.email', nullable: true },
    name: { type: 'text', sql: `t.first_name || ' ' || t.last_name`, nullable: true },
    reason: { type: 'text', sql: 't.reason', nullable: true },
    field: { type: 'text', sql: 't.field', nullable: true },
  },
  order: [{ path: 'line', descending: false, position: 0 }],
  // While an import runs, each person it brings is an event of a membership.
  dependsOn: ['UserImport', 'AccountUser'],
  omitted: [],
  read: (row) => ({
    line: row.line,
    outcome: row.outcome,
    ...(row.email ? { email: row.email } : {}),
    ...(row.first_name || row.last_name ? { name: [row.first_name, row.last_name].filter(Boolean).join(' ') } : {}),
    ...(row.groups.length > 0 ? { groups: row.groups } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.message ? { message: row.message } : {}),
    ...(row.field ? { field: row.field } : {}),
  }),
};

export async function findImport(tx: Transaction, account: string, id: string): Promise<UserImport> {
  const found = await findOne(tx, importListing, sql`t.account_id = ${account} and t.id = ${id}`);
  if (!found) throw notFound('Import', id);
  return found;
}

/** The stored import, locked until the transaction ends. */
export async function loadImport(tx: Transaction, account: string, id: string): Promise<StoredImport> {
  const [row] = await tx.query(sql<StoredImport>`select * from user_imports where account_id = ${account} and id = ${id} for update`);
  if (!row) throw notFound('Import', id);
  return row;
}
