import type { ApiToken } from '@tenantry/contract/api-tokens';
import { tokenStatuses } from '@tenantry/contract/api-tokens';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import { moduleCollection, moduleReferences } from '../modules/index.ts';

export const tokenObject: ObjectType = {
  type: 'ApiToken',
  document: 'apiToken',
  table: 'api_tokens',
  account: 'account_id',
  name: 'changed.name',
  snapshot: {
    id: 'id',
    name: 'name',
    description: 'description',
    status: 'status',
    modules: 'module_ids',
    expiresAt: 'expires_at',
    auditReads: 'audit_reads',
  },
};

export interface TokenRow {
  id: string;
  account_id: string;
  name: string;
  description: string | null;
  icon: string | null;
  status: (typeof tokenStatuses)[number];
  module_ids: string[];
  secret_cipher: Buffer | null;
  expires_at: Date | null;
  audit_reads: boolean;
  last_access_at: Date | null;
  revision: number;
  audit: NonNullable<ApiToken['audit']>;
}

type ListedRow = Omit<TokenRow, 'secret_cipher'> & AccountColumns;

/** The columns are listed: the secret's two columns never leave but through `reveal`. */
export const tokenListing: Listing<ListedRow, ApiToken> = {
  from: 'api_tokens t join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.account_id, t.name, t.description, t.icon, t.status, t.module_ids, t.expires_at, t.audit_reads, t.last_access_at, t.revision, t.audit, ${accountColumns}`,
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    ...accountFields,
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    description: { type: 'text', sql: 't.description', nullable: true },
    status: { type: 'text', sql: 't.status', values: tokenStatuses },
    lastAccessAt: { type: 'datetime', sql: 't.last_access_at', nullable: true },
    expiresAt: { type: 'datetime', sql: 't.expires_at', nullable: true },
    auditReads: { type: 'boolean', sql: 't.audit_reads' },
    modules: moduleCollection('t.module_ids'),
  },
  order: [{ path: 'audit.created.at', descending: true, position: 0 }],
  dependsOn: ['ApiToken'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    icon: `/v1/accounts/api-tokens/${row.id}/icon`,
    status: row.status,
    account: accountReference(row),
    modules: moduleReferences(row.module_ids),
    ...(row.last_access_at ? { lastAccessAt: row.last_access_at.toISOString() } : {}),
    expiresAt: row.expires_at?.toISOString() ?? null,
    auditReads: row.audit_reads,
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findToken(tx: Transaction, id: string): Promise<ApiToken> {
  const found = await findOne(tx, tokenListing, sql`t.id = ${id}`);
  if (!found) throw notFound('API token', id);
  return found;
}

/** The stored token, locked until the transaction ends. */
export async function loadToken(tx: Transaction, id: string): Promise<TokenRow> {
  const [row] = await tx.query(sql<TokenRow>`select * from api_tokens where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('API token', id);
  return row;
}
