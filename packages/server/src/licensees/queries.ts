import type { Address } from '@tenantry/contract';
import { type Licensee, licenseeStatuses } from '@tenantry/contract/licensees';
import type { StoredContact } from '../contacts/index.ts';
import { addressColumns } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { LicenseeStatus } from './rules.ts';

export const licenseeObject: ObjectType = {
  type: 'Licensee',
  document: 'licensee',
  table: 'licensees',
  account: 'account_id',
  buyers: 'array[changed.buyer_id]',
  name: 'changed.name',
  snapshot: {
    id: 'id',
    name: 'name',
    status: 'status',
    buyer: 'buyer_id',
    seller: 'seller_id',
    externalId: 'external_key',
    description: 'description',
    useBuyerAddress: 'use_buyer_address',
    address: 'address',
    contact: 'contact',
    isResale: 'is_resale',
    logo: 'picture',
  },
};

export interface LicenseeRow {
  id: string;
  account_id: string;
  buyer_id: string;
  seller_id: string;
  name: string;
  external_key: string | null;
  description: string | null;
  status: LicenseeStatus;
  use_buyer_address: boolean;
  address: Address | null;
  contact: StoredContact | null;
  is_resale: boolean;
  picture: string | null;
  revision: number;
  audit: NonNullable<Licensee['audit']>;
}

interface ListedRow extends LicenseeRow, AccountColumns {
  buyer_name: string;
  buyer_status: string;
  buyer_address: Address | null;
  seller_name: string;
  seller_status: string;
  seller_external_key: string;
}

const shownAddress = 'case when t.use_buyer_address then b.address else t.address end';

export const licenseeListing: Listing<ListedRow, Licensee> = {
  from: 'licensees t join buyers b on b.account_id = t.account_id and b.id = t.buyer_id join sellers s on s.id = t.seller_id join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.name, t.status, t.external_key, t.description, t.use_buyer_address, t.address, t.contact, t.is_resale, t.buyer_id, t.seller_id, t.revision,
    b.name as buyer_name, b.status as buyer_status, b.address as buyer_address,
    s.name as seller_name, s.status as seller_status, s.external_key as seller_external_key, ${accountColumns}`,
  onDemand: { audit: 't.audit' },
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    ...accountFields,
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    status: { type: 'text', sql: 't.status', values: licenseeStatuses },
    externalId: { type: 'text', sql: 't.external_key', nullable: true, search: 't.search_text' },
    description: { type: 'text', sql: 't.description', nullable: true },
    useBuyerAddress: { type: 'boolean', sql: 't.use_buyer_address' },
    ...addressColumns(`(${shownAddress})`),
    'eligibility.client': { type: 'boolean', sql: 'not t.is_resale' },
    'eligibility.partner': { type: 'boolean', sql: 't.is_resale' },
    'buyer.id': { type: 'id', sql: 't.buyer_id' },
    'buyer.name': { type: 'text', sql: 'b.name' },
    'buyer.status': { type: 'text', sql: 'b.status' },
    'seller.id': { type: 'id', sql: 't.seller_id' },
    'seller.name': { type: 'text', sql: 's.name' },
    'seller.status': { type: 'text', sql: 's.status' },
    'seller.externalId': { type: 'text', sql: 's.external_key' },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['Licensee', 'Buyer', 'Seller'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    icon: `/v1/accounts/licensees/${row.id}/icon`,
    externalId: row.external_key,
    description: row.description,
    useBuyerAddress: row.use_buyer_address,
    address: row.use_buyer_address ? row.buyer_address : row.address,
    contact: row.contact,
    eligibility: { client: !row.is_resale, partner: row.is_resale },
    account: accountReference(row),
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

export async function findLicensee(tx: Transaction, id: string): Promise<Licensee> {
  const found = await findOne(tx, licenseeListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Licensee', id);
  return found;
}

/** The stored licensee, locked until the transaction ends. */
export async function loadLicensee(tx: Transaction, id: string): Promise<LicenseeRow> {
  const [row] = await tx.query(sql<LicenseeRow>`select * from licensees where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Licensee', id);
  return row;
}

export interface BuyerOfLicensee {
  id: string;
  account_id: string | null;
  name: string;
  status: string;
  is_disabled: boolean;
  address: Address | null;
  erp_buyer_key: string | null;
  erp_contact_key: string | null;
  account_eligibility: { client?: boolean; partner?: boolean } | null;
}

/** The buyer, held until the transaction ends: it is not disabled, unassigned or moved while a licensee comes to rely on it. */
export async function holdBuyer(tx: Transaction, id: string): Promise<BuyerOfLicensee | undefined> {
  const [row] = await tx.query(
    sql<BuyerOfLicensee>`select b.*, a.eligibility as account_eligibility from buyers b left join accounts a on a.id = b.account_id
      where b.id = ${id} and b.status <> 'Deleted' for share of b`,
  );
  return row;
}

/** The states of seller and link, held likewise; undefined when the two are not linked. */
export async function holdPair(
  tx: Transaction,
  buyer: string,
  seller: string,
): Promise<{ seller_status: string; link_status: string } | undefined> {
  const [row] = await tx.query(sql<{ seller_status: string; link_status: string }>`select * from hold_pair(${buyer}, ${seller})`);
  return row;
}
