import type { Address } from '@tenantry/contract';
import { type Buyer, buyerStatuses } from '@tenantry/contract/buyers';
import { contactColumns, type StoredContact } from '../contacts/index.ts';
import { addressColumns } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { BuyerStatus } from './rules.ts';

export const buyerObject: ObjectType = {
  type: 'Buyer',
  document: 'buyer',
  table: 'buyers',
  account: 'account_id',
  buyers: 'array[changed.id]',
  name: 'changed.name',
  // Not the account: the record of a move would name one tenant to another. Not the errors: they are the operators'.
  snapshot: {
    id: 'id',
    name: 'name',
    status: 'status',
    address: 'address',
    taxId: 'tax_number',
    contact: 'contact',
    erpCompanyContact: 'erp_contact_key',
    erpCustomer: 'erp_buyer_key',
    accountExternalId: 'account_external_key',
    logo: 'picture',
  },
};

export interface BuyerRow {
  id: string;
  account_id: string | null;
  name: string;
  status: BuyerStatus;
  is_disabled: boolean;
  address: Address | null;
  tax_number: string | null;
  contact: StoredContact | null;
  erp_contact_key: string | null;
  erp_buyer_key: string | null;
  account_external_key: string | null;
  picture: string | null;
  revision: number;
  audit: NonNullable<Buyer['audit']>;
}

interface ListedRow extends BuyerRow, Partial<AccountColumns> {
  sellers: NonNullable<Buyer['sellers']>;
  errors: Buyer['errors'] | null;
  licensees?: NonNullable<Buyer['licensees']>;
  licensee_count?: number;
}

const links = 'erp_links l join sellers s on s.id = l.seller_id';
const ofBuyer = `l.buyer_id = t.id and l.status <> 'Disabled' and s.status <> 'Deleted'`;
const licensed = `li.account_id = t.account_id and li.buyer_id = t.id and li.status <> 'Deleted'`;

export const buyerListing: Listing<ListedRow, Buyer> = {
  from: 'buyers t left join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.account_id, t.name, t.status, t.address, t.tax_number, t.contact, t.erp_contact_key, t.erp_buyer_key, t.account_external_key, t.revision, ${accountColumns},
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'externalId', s.external_key, 'status', s.status, 'erpLink', jsonb_build_object('id', l.id, 'status', l.status)) order by s.name), '[]') from ${links} where ${ofBuyer}) as sellers,
    (select e.errors from buyer_errors e where e.id = t.id) as errors`,
  onDemand: {
    audit: 't.audit',
    licensees: `(select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'status', f.status)), '[]')
      from (select li.id, li.name, li.status from licensees li where ${licensed} order by li.name, li.id limit 5) f) as licensees`,
    licenseeCount: `(select count(*)::int from licensees li where ${licensed}) as licensee_count`,
  },
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    ...accountFields,
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    status: { type: 'text', sql: 't.status', values: buyerStatuses },
    taxId: { type: 'text', sql: 't.tax_number', nullable: true, search: 't.search_text' },
    'externalIds.erpCompanyContact': { type: 'text', sql: 't.erp_contact_key', nullable: true },
    'externalIds.erpCustomer': { type: 'text', sql: 't.erp_buyer_key', nullable: true, search: 't.search_text' },
    'externalIds.accountExternalId': { type: 'text', sql: 't.account_external_key', nullable: true },
    ...addressColumns('t.address'),
    ...contactColumns('t.contact'),
    sellers: {
      type: 'collection',
      from: links,
      where: ofBuyer,
      fields: {
        id: { type: 'id', sql: 's.id' },
        name: { type: 'text', sql: 's.name' },
        externalId: { type: 'text', sql: 's.external_key' },
        status: { type: 'text', sql: 's.status' },
        'erpLink.id': { type: 'id', sql: 'l.id' },
        'erpLink.status': { type: 'text', sql: 'l.status' },
      },
    },
    licensees: {
      type: 'collection',
      from: 'licensees li',
      where: licensed,
      fields: {
        id: { type: 'id', sql: 'li.id' },
        name: { type: 'text', sql: 'li.name' },
        status: { type: 'text', sql: 'li.status' },
      },
    },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['Buyer', 'ErpLink', 'Licensee', 'Seller'],
  omitted: ['audit', 'licensees', 'licenseeCount'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    icon: `/v1/accounts/buyers/${row.id}/icon`,
    externalIds: {
      erpCompanyContact: row.erp_contact_key,
      erpCustomer: row.erp_buyer_key,
      accountExternalId: row.account_external_key,
    },
    address: row.address,
    taxId: row.tax_number,
    account: row.account_ref_id ? accountReference(row as AccountColumns) : null,
    sellers: row.sellers.map((seller) => ({ ...seller, icon: `/v1/accounts/sellers/${seller.id}/icon` })),
    contact: row.contact,
    ...(row.errors ? { errors: row.errors } : {}),
    ...(row.licensees ? { licensees: row.licensees } : {}),
    ...(row.licensee_count === undefined ? {} : { licenseeCount: row.licensee_count }),
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findBuyer(tx: Transaction, id: string): Promise<Buyer> {
  const found = await findOne(tx, buyerListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Buyer', id);
  return found;
}

/** The stored buyer, locked until the transaction ends: rules that read it stay true. */
export async function loadBuyer(tx: Transaction, id: string): Promise<BuyerRow> {
  const [row] = await tx.query(sql<BuyerRow>`select * from buyers where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Buyer', id);
  return row;
}
