import type { Address } from '@tenantry/contract';
import { type ErpLink, erpLinkStatuses } from '@tenantry/contract/erp-links';
import { addressColumns } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { ErpLinkStatus } from './rules.ts';

export const erpLinkObject: ObjectType = {
  type: 'ErpLink',
  document: 'erpLink',
  table: 'erp_links',
  account: 'account_id',
  buyers: 'array[changed.buyer_id]',
  name: `(select b.name || ' - ' || s.name from buyers b, sellers s where b.id = changed.buyer_id and s.id = changed.seller_id)`,
  snapshot: {
    id: 'id',
    status: 'status',
    buyer: 'buyer_id',
    seller: 'seller_id',
    erpCompanyContact: 'erp_contact_key',
    erpCustomer: 'erp_buyer_key',
    accountExternalId: 'account_external_key',
    companyName: 'erp_name',
    address: 'address',
  },
};

export interface ErpLinkRow {
  id: string;
  account_id: string | null;
  buyer_id: string;
  seller_id: string;
  status: ErpLinkStatus;
  erp_contact_key: string | null;
  erp_buyer_key: string | null;
  account_external_key: string | null;
  erp_name: string | null;
  address: Address | null;
  revision: number;
  audit: NonNullable<ErpLink['audit']>;
}

interface ListedRow extends ErpLinkRow, Partial<AccountColumns> {
  note: string | null;
  buyer_name: string;
  buyer_status: string;
  seller_name: string;
  seller_status: string;
  seller_external_key: string;
}

export const erpLinkListing: Listing<ListedRow, ErpLink> = {
  from: `erp_links t join buyers b on b.id = t.buyer_id join sellers s on s.id = t.seller_id left join accounts a on a.id = t.account_id
    left join erp_link_notes n on n.id = t.id`,
  key: 't.id',
  columns: `t.id, t.status, t.buyer_id, t.seller_id, t.erp_contact_key, t.erp_buyer_key, t.account_external_key, t.erp_name, t.address, t.revision,
    b.name as buyer_name, b.status as buyer_status, s.name as seller_name, s.status as seller_status, s.external_key as seller_external_key, n.note, ${accountColumns}`,
  onDemand: { audit: 't.audit' },
  // With the buyer or the seller the link is gone as well.
  where: `b.status <> 'Deleted' and s.status <> 'Deleted'`,
  fields: {
    ...coreFields('t'),
    note: { type: 'text', sql: 'n.note', nullable: true },
    ...accountFields,
    status: { type: 'text', sql: 't.status', values: erpLinkStatuses },
    companyName: { type: 'text', sql: 't.erp_name', nullable: true },
    'externalIds.erpCompanyContact': { type: 'text', sql: 't.erp_contact_key', nullable: true },
    'externalIds.erpCustomer': { type: 'text', sql: 't.erp_buyer_key', nullable: true },
    'externalIds.accountExternalId': { type: 'text', sql: 't.account_external_key', nullable: true },
    ...addressColumns('t.address'),
    'buyer.id': { type: 'id', sql: 't.buyer_id' },
    'buyer.name': { type: 'text', sql: 'b.name' },
    'buyer.status': { type: 'text', sql: 'b.status' },
    'seller.id': { type: 'id', sql: 't.seller_id' },
    'seller.name': { type: 'text', sql: 's.name' },
    'seller.status': { type: 'text', sql: 's.status' },
    'seller.externalId': { type: 'text', sql: 's.external_key' },
  },
  order: [{ path: 'id', descending: false, position: 0 }],
  dependsOn: ['ErpLink', 'Buyer', 'Seller'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: `${row.buyer_name} - ${row.seller_name}`,
    status: row.status,
    icon: `/v1/accounts/buyers/${row.buyer_id}/icon`,
    ...(row.note === null ? {} : { note: row.note }),
    externalIds: {
      erpCompanyContact: row.erp_contact_key,
      erpCustomer: row.erp_buyer_key,
      accountExternalId: row.account_external_key,
    },
    companyName: row.erp_name,
    address: row.address,
    account: row.account_ref_id ? accountReference(row as AccountColumns) : null,
    buyer: { id: row.buyer_id, name: row.buyer_name, status: row.buyer_status, icon: `/v1/accounts/buyers/${row.buyer_id}/icon` },
    seller: {
      id: row.seller_id,
      name: row.seller_name,
      status: row.seller_status,
      externalId: row.seller_external_key,
      icon: `/v1/accounts/sellers/${row.seller_id}/icon`,
    },
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findErpLink(tx: Transaction, id: string): Promise<ErpLink> {
  const found = await findOne(tx, erpLinkListing, sql`t.id = ${id}`);
  if (!found) throw notFound('ERP link', id);
  return found;
}

/** The stored link, locked until the transaction ends. */
export async function loadErpLink(tx: Transaction, id: string): Promise<ErpLinkRow> {
  const [row] =
    await tx.query(sql<ErpLinkRow>`select l.* from erp_links l join buyers b on b.id = l.buyer_id join sellers s on s.id = l.seller_id
      where l.id = ${id} and b.status <> 'Deleted' and s.status <> 'Deleted' for update of l`);
  if (!row) throw notFound('ERP link', id);
  return row;
}
