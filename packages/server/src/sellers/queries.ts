import type { Address } from '@tenantry/contract';
import { type Currency, type Seller, sellerStatuses } from '@tenantry/contract/sellers';
import { addressColumns } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { SellerStatus } from './rules.ts';

export const sellerObject: ObjectType = {
  type: 'Seller',
  document: 'seller',
  table: 'sellers',
  name: 'changed.name',
  snapshot: {
    id: 'id',
    name: 'name',
    status: 'status',
    externalId: 'external_key',
    address: 'address',
    currencies: 'currencies',
    logo: 'picture',
  },
};

export interface SellerRow {
  id: string;
  name: string;
  external_key: string;
  status: SellerStatus;
  address: Address | null;
  currencies: Currency[];
  picture: string | null;
  revision: number;
  audit: NonNullable<Seller['audit']>;
}

export const sellerListing: Listing<SellerRow, Seller> = {
  from: 'sellers t',
  key: 't.id',
  columns: 't.id, t.name, t.external_key, t.status, t.address, t.currencies, t.picture, t.revision',
  onDemand: { audit: 't.audit' },
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    externalId: { type: 'text', sql: 't.external_key', search: 't.search_text' },
    status: { type: 'text', sql: 't.status', values: sellerStatuses },
    ...addressColumns('t.address'),
    currencies: {
      type: 'collection',
      from: 'jsonb_array_elements(t.currencies) as c',
      where: 'true',
      fields: {
        value: { type: 'text', sql: `c ->> 'value'` },
        isDefault: { type: 'boolean', sql: `(c ->> 'isDefault')::boolean` },
        billingEnabled: { type: 'boolean', sql: `(c ->> 'billingEnabled')::boolean` },
      },
    },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['Seller'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    icon: `/v1/accounts/sellers/${row.id}/icon`,
    externalId: row.external_key,
    address: row.address,
    currencies: row.currencies,
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findSeller(tx: Transaction, id: string): Promise<Seller> {
  const found = await findOne(tx, sellerListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Seller', id);
  return found;
}

/** The stored seller, locked until the transaction ends. */
export async function loadSeller(tx: Transaction, id: string): Promise<SellerRow> {
  const [row] = await tx.query(sql<SellerRow>`select * from sellers where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Seller', id);
  return row;
}
