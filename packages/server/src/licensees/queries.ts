import type { Address } from '@tenantry/contract';
import { type Licensee, licenseeStatuses } from '@tenantry/contract/licensees';
import { contactColumns, type StoredContact } from '../contacts/index.ts';
import { addressColumns } from '../core/address.ts';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { accountFields, coreFields } from '../core/fields.ts';
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

interface ListedRow extends LicenseeRow {
  refersTo?: ReadonlyMap<string, Reference>;
}

/** A buyer, seller or account that rows of a page refer to, by id. */
interface Reference {
  id: string;
  name: string;
  status: string;
  /** External id of a seller, type of an account. */
  more: string | null;
  address: Address | null;
}

const shownAddress = 'case when t.use_buyer_address then b.address else t.address end';

export const licenseeListing: Listing<ListedRow, Licensee> = {
  from: 'licensees t left join buyers b on b.id = t.buyer_id left join sellers s on s.id = t.seller_id left join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.account_id, t.name, t.status, t.external_key, t.description, t.use_buyer_address, t.address, t.contact, t.is_resale, t.buyer_id, t.seller_id, t.revision`,
  attach: attachReferences,
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
    ...contactColumns('t.contact'),
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
  read: toLicensee,
};

/** Many licensees share few buyers and sellers: each is read once for a page. */
async function attachReferences(rows: ListedRow[], query: <R>(statement: Sql<R>) => Promise<R[]>): Promise<void> {
  const ids = (of: (row: ListedRow) => string) => [...new Set(rows.map(of))];
  const found = await query(
    sql<Reference>`select id, name, status, null as more, address from buyers where id = any (${ids((row) => row.buyer_id)}::text[])
      union all select id, name, status, external_key, null from sellers where id = any (${ids((row) => row.seller_id)}::text[])
      union all select id, name, status, type, null from accounts where id = any (${ids((row) => row.account_id)}::text[])`,
  );
  const refersTo = new Map(found.map((one) => [one.id, one]));
  for (const row of rows) row.refersTo = refersTo;
}

function toLicensee(row: ListedRow): Licensee {
  const of = (id: string) => row.refersTo?.get(id);
  const [buyer, seller, account] = [of(row.buyer_id), of(row.seller_id), of(row.account_id)];
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    icon: `/v1/accounts/licensees/${row.id}/icon`,
    externalId: row.external_key,
    description: row.description,
    useBuyerAddress: row.use_buyer_address,
    address: row.use_buyer_address ? (buyer?.address ?? null) : row.address,
    contact: row.contact,
    eligibility: { client: !row.is_resale, partner: row.is_resale },
    account: referenceTo('accounts', row.account_id, account, { type: account?.more ?? '' }),
    buyer: referenceTo('buyers', row.buyer_id, buyer),
    seller: referenceTo('sellers', row.seller_id, seller, { externalId: seller?.more ?? '' }),
    revision: row.revision,
    audit: row.audit,
  };
}

const referenceTo = <More extends object>(path: string, id: string, found: Reference | undefined, more: More = {} as More) => ({
  id,
  ...(found ? { name: found.name, status: found.status, ...more } : {}),
  icon: `/v1/accounts/${path}/${id}/icon`,
});

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
