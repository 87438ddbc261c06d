import { type Account, accountStatuses, accountTypes } from '@tenantry/contract/accounts';
import { addressColumns } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

export const accountObject: ObjectType = {
  type: 'Account',
  document: 'account',
  table: 'accounts',
  account: 'id',
  name: 'changed.name',
  snapshot: {
    id: 'id',
    type: 'type',
    status: 'status',
    name: 'name',
    description: 'description',
    externalId: 'external_id',
    serviceLevel: 'service_level',
    address: 'address',
    website: 'website',
    technicalSupportEmail: 'technical_support_email',
    defaultLanguageCode: 'default_language_code',
    eligibility: 'eligibility',
    logo: 'picture',
  },
};

export interface AccountRow {
  id: string;
  type: (typeof accountTypes)[number];
  status: (typeof accountStatuses)[number];
  name: string;
  description: string | null;
  external_id: string | null;
  external_name: string | null;
  external_ids: Account['externalIds'] | null;
  service_level: Account['serviceLevel'] | null;
  address: Account['address'] | null;
  website: string | null;
  technical_support_email: string | null;
  default_language_code: string;
  eligibility: Account['eligibility'] | null;
  picture: string | null;
  revision: number;
  audit: NonNullable<Account['audit']>;
}

interface ListedRow extends AccountRow {
  groups: { id: string; name: string; isDefault: boolean }[];
}

const groups = `user_groups g`;
const ofAccount = `g.account_id = t.id and g.status <> 'Deleted'`;

export const accountListing: Listing<ListedRow, Account> = {
  from: 'accounts t',
  key: 't.id',
  columns: `t.*, (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'isDefault', g.is_default) order by g.name), '[]') from ${groups} where ${ofAccount}) as groups`,
  fields: {
    ...coreFields('t', true),
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    type: { type: 'text', sql: 't.type', values: accountTypes },
    status: { type: 'text', sql: 't.status', values: accountStatuses },
    description: { type: 'text', sql: 't.description', nullable: true },
    externalId: { type: 'text', sql: 't.external_id', nullable: true },
    externalName: { type: 'text', sql: 't.external_name', nullable: true },
    serviceLevel: { type: 'text', sql: 't.service_level', nullable: true },
    website: { type: 'text', sql: 't.website', nullable: true },
    technicalSupportEmail: { type: 'text', sql: 't.technical_support_email', nullable: true },
    defaultLanguageCode: { type: 'text', sql: 't.default_language_code' },
    'externalIds.pyraTenantId': { type: 'text', sql: `t.external_ids ->> 'pyraTenantId'`, nullable: true },
    ...addressColumns('t.address'),
    ...Object.fromEntries(
      ['client', 'partner'].map((part) => [
        `eligibility.${part}`,
        { type: 'boolean' as const, sql: `coalesce((t.eligibility ->> '${part}')::boolean, false)` },
      ]),
    ),
    groups: {
      type: 'collection',
      from: groups,
      where: ofAccount,
      fields: {
        id: { type: 'id', sql: 'g.id' },
        name: { type: 'text', sql: 'g.name' },
        isDefault: { type: 'boolean', sql: 'g.is_default' },
      },
    },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['Account'],
  omitted: ['audit', 'groups'],
  read: (row) => ({ ...toAccount(row), groups: row.groups }),
};

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  type: row.type,
  status: row.status,
  name: row.name,
  description: row.description,
  externalId: row.external_id,
  externalName: row.external_name,
  ...(row.external_ids ? { externalIds: row.external_ids } : {}),
  ...(row.service_level ? { serviceLevel: row.service_level } : {}),
  ...(row.address ? { address: row.address } : {}),
  icon: `/v1/accounts/accounts/${row.id}/icon`,
  website: row.website,
  technicalSupportEmail: row.technical_support_email,
  defaultLanguageCode: row.default_language_code,
  ...(row.eligibility ? { eligibility: row.eligibility } : {}),
  revision: row.revision,
  audit: row.audit,
});

export async function findAccount(tx: Transaction, id: string): Promise<Account> {
  const found = await findOne(tx, accountListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Account', id);
  return found;
}

/** The stored account, locked until the transaction ends. */
export async function loadAccount(tx: Transaction, id: string): Promise<AccountRow> {
  const [row] = await tx.query(sql<AccountRow>`select * from accounts where id = ${id} for update`);
  if (!row) throw notFound('Account', id);
  return row;
}
