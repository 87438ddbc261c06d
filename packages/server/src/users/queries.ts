import { type User, userStatuses } from '@tenantry/contract/users';
import type { RoleKind } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

/** A person belongs to no account: her events name the accounts that see them one by one. */
export const userObject: ObjectType = {
  type: 'User',
  document: 'user',
  table: 'users',
  name: 'changed.name',
  snapshot: {
    id: 'id',
    email: 'email',
    firstName: 'first_name',
    lastName: 'last_name',
    phonePrefix: 'phone_prefix',
    phoneNumber: 'phone_number',
    settings: 'settings',
    status: 'status',
    icon: 'picture',
  },
};

export interface UserRow {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  name: string;
  phone_prefix: string | null;
  phone_number: string | null;
  settings: NonNullable<User['settings']>;
  status: (typeof userStatuses)[number];
  registered_at: Date | null;
  current_account_id: string | null;
  picture: string | null;
  last_login_at: Date | null;
  revision: number;
  audit: NonNullable<User['audit']>;
}

interface ListedRow extends UserRow {
  accounts?: User['accounts'];
  current_account?: { id: string; name: string; type: string; status: string } | null;
}

const plain = {
  firstName: { type: 'text', sql: 'u.first_name' },
  lastName: { type: 'text', sql: 'u.last_name' },
  'phone.prefix': { type: 'text', sql: 'u.phone_prefix', nullable: true },
  'phone.number': { type: 'text', sql: 'u.phone_number', nullable: true },
  'settings.languageCode': { type: 'text', sql: `u.settings ->> 'languageCode'`, nullable: true },
  'settings.cultureCode': { type: 'text', sql: `u.settings ->> 'cultureCode'`, nullable: true },
} as const;

const read = (row: ListedRow): User => ({
  id: row.id,
  email: row.email,
  status: row.status,
  name: row.name,
  firstName: row.first_name,
  lastName: row.last_name,
  ...(row.phone_prefix || row.phone_number ? { phone: { prefix: row.phone_prefix, number: row.phone_number } } : {}),
  icon: `/v1/accounts/users/${row.id}/icon`,
  settings: row.settings,
  ...(row.last_login_at ? { lastLoginAt: row.last_login_at.toISOString() } : {}),
  ...(row.accounts ? { accounts: row.accounts } : {}),
  ...(row.current_account ? { currentAccount: row.current_account } : {}),
  ssoEnabled: false,
  revision: row.revision,
  audit: row.audit,
});

const order = [{ path: 'name', descending: false, position: 0 }];

/** The members of the caller's account, by the copies that memberships keep: one table, one policy, its own indexes. */
const ofAccount: Listing<ListedRow, User> = {
  from: 'memberships t left join users u on u.id = t.user_id',
  key: 't.id',
  columns: 'u.*',
  where: `t.status <> 'Removed'`,
  fields: {
    ...coreFields('u'),
    ...plain,
    id: { type: 'id', sql: 't.user_id', search: 't.search_text' },
    name: { type: 'text', sql: 't.user_name', search: 't.search_text' },
    email: { type: 'text', sql: 't.user_email', search: 't.search_text' },
    firstName: { type: 'text', sql: 't.user_first_name', search: 't.search_text' },
    lastName: { type: 'text', sql: 't.user_last_name', search: 't.search_text' },
    status: { type: 'text', sql: 't.user_status', values: userStatuses },
    lastLoginAt: { type: 'datetime', sql: 't.user_last_login_at', nullable: true },
    'audit.created.at': { type: 'datetime', sql: 't.created_at' },
  },
  order,
  dependsOn: ['AccountUser', 'User'],
  omitted: ['audit'],
  read,
};

const accountsOf = `(select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'type', a.type, 'status', a.status, 'icon', '/v1/accounts/accounts/' || a.id || '/icon') order by a.name), '[]')
  from memberships m join accounts a on a.id = m.account_id where m.user_id = u.id and m.status = 'Active')`;

/** All people, for operators; herself, for a person. Only they learn which accounts somebody belongs to. */
const ofPlatform: Listing<ListedRow, User> = {
  from: 'users u',
  key: 'u.id',
  columns: `u.*, ${accountsOf} as accounts,
    (select jsonb_build_object('id', a.id, 'name', a.name, 'type', a.type, 'status', a.status) from accounts a where a.id = u.current_account_id) as current_account`,
  where: `u.status <> 'Deleted'`,
  fields: {
    ...coreFields('u', true),
    ...plain,
    name: { type: 'text', sql: 'u.name', search: 'u.search_text' },
    email: { type: 'text', sql: 'u.email', search: 'u.search_text' },
    status: { type: 'text', sql: 'u.status', values: userStatuses },
    lastLoginAt: { type: 'datetime', sql: 'u.last_login_at', nullable: true },
    'currentAccount.id': { type: 'id', sql: 'u.current_account_id', nullable: true },
    accounts: {
      type: 'collection',
      from: 'memberships m join accounts a on a.id = m.account_id',
      where: `m.user_id = u.id and m.status = 'Active'`,
      fields: { id: { type: 'id', sql: 'a.id' }, name: { type: 'text', sql: 'a.name' }, type: { type: 'text', sql: 'a.type' } },
    },
  },
  order,
  dependsOn: ['User'],
  omitted: ['audit', 'accounts'],
  read,
};

export const userListing = (role: RoleKind): Listing<ListedRow, User> => (role === 'tenant' ? ofAccount : ofPlatform);

/** One person by id or, as newer clients do, by e-mail address. */
export async function findUser(tx: Transaction, id: string): Promise<User> {
  const listing = userListing(tx.context.role);
  const condition = id.includes('@') ? sql`u.email_key = lower(${id})` : sql`u.id = ${id}`;
  const found = await findOne(tx, listing, condition);
  if (!found) throw notFound('User', id);
  return found;
}

/** The stored person, locked until the transaction ends; only for roles that may write people. */
export async function loadUser(tx: Transaction, id: string): Promise<UserRow> {
  const [row] = await tx.query(sql<UserRow>`select * from users where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('User', id);
  return row;
}

/** The accounts whose trail shows what happens to a person: those she is active in. */
export async function viewersOf(tx: Transaction, user: string): Promise<string[]> {
  const rows = await tx.query(
    sql<{ account_id: string }>`select account_id from memberships where user_id = ${user} and status = 'Active' order by account_id`,
  );
  return rows.map((row) => row.account_id);
}
