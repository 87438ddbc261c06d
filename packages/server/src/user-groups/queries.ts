import type { UserGroup } from '@tenantry/contract/user-groups';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import { moduleCollection, moduleReferences } from '../modules/index.ts';

export const groupObject: ObjectType = {
  type: 'UserGroup',
  document: 'userGroup',
  table: 'user_groups',
  account: 'account_id',
  name: 'changed.name',
  buyers: 'changed.buyer_ids',
  snapshot: {
    id: 'id',
    name: 'name',
    description: 'description',
    logo: 'logo',
    status: 'status',
    isDefault: 'is_default',
    modules: 'module_ids',
    buyers: 'buyer_ids',
  },
};

export interface GroupRow {
  id: string;
  account_id: string;
  name: string;
  description: string | null;
  logo: string | null;
  is_default: boolean;
  module_ids: string[];
  buyer_ids: string[] | null;
  status: string;
  revision: number;
  audit: NonNullable<UserGroup['audit']>;
}

interface ListedRow extends GroupRow, AccountColumns {
  user_count: number;
  users: { id: string; name: string }[];
  buyers: { id: string; name: string; status: string }[];
}

const members = 'group_members gm join memberships m on m.account_id = gm.account_id and m.id = gm.membership_id';

// Not the ids that are stored: whoever does not see a buyer does not see it here either.
const named = 'buyers b where b.id = any (t.buyer_ids)';

/** Groups are read with the number of their members and the first few of them, for the row of avatars. */
export const groupListing: Listing<ListedRow, UserGroup> = {
  from: 'user_groups t join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.*, ${accountColumns},
    (select count(*)::int from group_members gm where gm.account_id = t.account_id and gm.group_id = t.id) as user_count,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.user_id, 'name', f.user_name, 'icon', '/v1/accounts/users/' || f.user_id || '/icon')), '[]')
     from (select m.user_id, m.user_name from ${members} where gm.account_id = t.account_id and gm.group_id = t.id order by gm.membership_id limit 5) f) as users,
    (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'status', b.status, 'icon', '/v1/accounts/buyers/' || b.id || '/icon') order by b.name, b.id), '[]')
     from ${named}) as buyers`,
  where: `t.status <> 'Deleted'`,
  fields: {
    ...coreFields('t', true),
    ...accountFields,
    name: { type: 'text', sql: 't.name', search: 't.search_text' },
    description: { type: 'text', sql: 't.description', nullable: true },
    logo: { type: 'text', sql: 't.logo', nullable: true },
    isDefault: { type: 'boolean', sql: 't.is_default' },
    status: { type: 'text', sql: 't.status' },
    userCount: {
      type: 'integer',
      sql: '(select count(*) from group_members gm where gm.account_id = t.account_id and gm.group_id = t.id)',
    },
    modules: moduleCollection('t.module_ids'),
    buyers: {
      type: 'collection',
      from: 'buyers b',
      where: 'b.id = any (t.buyer_ids)',
      fields: { id: { type: 'id', sql: 'b.id' }, name: { type: 'text', sql: 'b.name' }, status: { type: 'text', sql: 'b.status' } },
    },
    users: {
      type: 'collection',
      from: members,
      where: 'gm.account_id = t.account_id and gm.group_id = t.id',
      fields: {
        id: { type: 'id', sql: 'm.user_id' },
        name: { type: 'text', sql: 'm.user_name' },
        email: { type: 'text', sql: 'm.user_email' },
      },
    },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['UserGroup', 'AccountUser', 'Buyer'],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    icon: `/v1/accounts/user-groups/${row.id}/icon`,
    logo: row.logo,
    status: row.status,
    isDefault: row.is_default,
    account: accountReference(row),
    modules: moduleReferences(row.module_ids),
    users: row.users,
    userCount: row.user_count,
    buyers: row.buyer_ids && row.buyers,
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findGroup(tx: Transaction, id: string): Promise<UserGroup> {
  const found = await findOne(tx, groupListing, sql`t.id = ${id}`);
  if (!found) throw notFound('Group', id);
  return found;
}

/** The stored group, locked until the transaction ends: rules that read it stay true. */
export async function loadGroup(tx: Transaction, id: string): Promise<GroupRow> {
  const [row] = await tx.query(sql<GroupRow>`select * from user_groups where id = ${id} and status <> 'Deleted' for update`);
  if (!row) throw notFound('Group', id);
  return row;
}

export async function countMembers(tx: Transaction, group: string): Promise<number> {
  const [row] = await tx.query(sql<{ n: number }>`select count(*)::int as n from group_members where group_id = ${group}`);
  return row!.n;
}
