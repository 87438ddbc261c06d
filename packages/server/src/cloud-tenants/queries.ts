import { type CloudTenant, cloudTenantStatuses, cloudTenantTypes } from '@tenantry/contract/cloud-tenants';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

export const cloudTenantObject: ObjectType = {
  type: 'CloudTenant',
  document: 'cloudTenant',
  table: 'cloud_tenants',
  // No `account`: the account that it serves does not see it, so the records are the operators'.
  name: 'changed.name',
  snapshot: { id: 'id', name: 'name', type: 'type', status: 'status', externalIds: 'external_ids', account: 'account_id' },
};

export interface CloudTenantRow {
  id: string;
  account_id: string | null;
  name: string;
  type: CloudTenant['type'];
  status: CloudTenant['status'];
  external_ids: CloudTenant['externalIds'] | null;
  revision: number;
  audit: NonNullable<CloudTenant['audit']>;
}

export const cloudTenantListing: Listing<CloudTenantRow & Partial<AccountColumns>, CloudTenant> = {
  from: 'cloud_tenants t left join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.name, t.type, t.status, t.external_ids, t.revision, ${accountColumns}`,
  onDemand: { audit: 't.audit' },
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    ...accountFields,
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    type: { type: 'text', sql: 't.type', values: cloudTenantTypes },
    status: { type: 'text', sql: 't.status', values: cloudTenantStatuses },
    ...Object.fromEntries(
      ['cloudConsumptionId', 'pyraTenantId', 'providerId'].map((part) => [
        `externalIds.${part}`,
        { type: 'text' as const, sql: `t.external_ids ->> '${part}'`, nullable: true },
      ]),
    ),
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['CloudTenant'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    type: row.type,
    status: row.status,
    externalIds: row.external_ids ?? {},
    account: row.account_ref_id ? accountReference(row as AccountColumns) : null,
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findCloudTenant(tx: Transaction, id: string): Promise<CloudTenant> {
  const found = await findOne(tx, cloudTenantListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Cloud tenant', id);
  return found;
}

/** The stored cloud tenant, locked until the transaction ends. */
export async function loadCloudTenant(tx: Transaction, id: string): Promise<CloudTenantRow> {
  const [row] = await tx.query(sql<CloudTenantRow>`select * from cloud_tenants where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Cloud tenant', id);
  return row;
}
