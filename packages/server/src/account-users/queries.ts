import { type AccountUser, invitationStatuses } from '@tenantry/contract/account-users';
import { moduleFacts } from '@tenantry/contract/modules';
import { userStatuses } from '@tenantry/contract/users';
import type { RoleKind } from '../core/context.ts';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import { type AccountColumns, accountColumns, accountFields, accountReference, coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { openInvitationLink } from '../invitations/index.ts';
import { moduleReferences } from '../modules/index.ts';
import type { MembershipRow } from './members.ts';

interface GroupOfMember {
  id: string;
  name: string;
  is_default: boolean;
  module_ids: string[];
  /** Null: all. */
  buyers: { id: string; name: string; status: string }[] | null;
}

interface ListedRow extends MembershipRow, AccountColumns {
  user_first_name: string;
  user_last_name: string;
  user_status: (typeof userStatuses)[number];
  user_last_login_at: Date | null;
  joined_at: Date | null;
  audit: NonNullable<AccountUser['audit']>;
  /** Absent for the person herself, who is not shown a link. */
  account_key: Buffer | null;
  group_ids: string[];
  /** Attached to a page at once: its members are mostly in the same few groups. */
  access?: Access;
}

/** What a person's groups give her. */
type Access = Pick<AccountUser, 'groups' | 'modules' | 'buyers'>;

const groups = 'group_members gm join user_groups g on g.account_id = gm.account_id and g.id = gm.group_id';
const ofMember = 'gm.account_id = t.account_id and gm.membership_id = t.id';

const fields: Listing<ListedRow, AccountUser>['fields'] = {
  ...coreFields('t'),
  ...accountFields,
  id: { type: 'id', sql: 't.id' },
  status: { type: 'text', sql: 't.status', values: invitationStatuses },
  'invitation.status': { type: 'text', sql: 't.status', values: invitationStatuses },
  'invitation.expiresAt': { type: 'datetime', sql: 't.invitation_expires_at', nullable: true },
  joinedAt: { type: 'datetime', sql: 't.joined_at', nullable: true },
  'audit.joined.at': { type: 'datetime', sql: 't.joined_at', nullable: true },
  'audit.invited.at': { type: 'datetime', sql: 't.invited_at', nullable: true },
  lastLoginAt: { type: 'datetime', sql: 't.user_last_login_at', nullable: true },
  'user.id': { type: 'id', sql: 't.user_id', search: 't.search_text' },
  'user.name': { type: 'text', sql: 't.user_name', search: 't.search_text' },
  'user.email': { type: 'text', sql: 't.user_email', search: 't.search_text' },
  'user.firstName': { type: 'text', sql: 't.user_first_name', search: 't.search_text' },
  'user.lastName': { type: 'text', sql: 't.user_last_name', search: 't.search_text' },
  'user.status': { type: 'text', sql: 't.user_status', values: userStatuses },
  'user.lastLoginAt': { type: 'datetime', sql: 't.user_last_login_at', nullable: true },
  groups: {
    type: 'collection',
    from: groups,
    where: ofMember,
    fields: { id: { type: 'id', sql: 'g.id' }, name: { type: 'text', sql: 'g.name' }, isDefault: { type: 'boolean', sql: 'g.is_default' } },
  },
  modules: {
    type: 'collection',
    from: `${groups} join modules mod on mod.id = any (g.module_ids)`,
    where: ofMember,
    fields: { id: { type: 'id', sql: 'mod.id' }, name: { type: 'text', sql: 'mod.name' }, code: { type: 'text', sql: 'mod.code' } },
  },
};

const noLink = 'null::bytea as invitation_cipher, null::bytea as account_key';
const openLink = `case when t.status = 'Invited' then t.invitation_cipher end as invitation_cipher,
    case when t.status = 'Invited' then (select k.wrapped from account_keys k where k.account_id = t.account_id) end as account_key`;

// Not the ids that are stored: whoever does not see a buyer does not see it here either.
const shownBuyers = `case when g.buyer_ids is not null then (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'status', b.status) order by b.name, b.id), '[]')
      from buyers b where b.id = any (g.buyer_ids)) end`;

/** Memberships with their person, groups and invitation. The link of an open invitation is opened for whoever may list members: "copy link" needs it. */
export const membershipListing = (services: Services, role: RoleKind): Listing<ListedRow, AccountUser> => ({
  from: 'memberships t join accounts a on a.id = t.account_id',
  key: 't.id',
  columns: `t.id, t.account_id, t.user_id, t.status, t.user_email, t.user_first_name, t.user_last_name, t.user_name, t.user_status, t.user_last_login_at,
    t.joined_at, t.invitation_expires_at, t.notes, t.revision, ${accountColumns}, ${role === 'person' ? noLink : openLink},
    array(select gm.group_id from group_members gm where ${ofMember}) as group_ids`,
  attach: (rows, query) => attachGroups(rows, query, role),
  onDemand: { audit: 't.audit' },
  where: `t.status <> 'Removed'`,
  fields,
  order: [{ path: 'user.name', descending: false, position: 0 }],
  dependsOn: ['AccountUser', 'User'],
  omitted: ['audit'],
  read: (row) => toAccountUser(row, services),
});

type Query = <R>(statement: Sql<R>) => Promise<R[]>;

async function attachGroups(rows: ListedRow[], query: Query, role: RoleKind): Promise<void> {
  const ids = [...new Set(rows.flatMap((row) => row.group_ids))];
  const groups = await query(
    sql<GroupOfMember>`select g.id, g.name, g.is_default, g.module_ids, ${sql.raw(role === 'person' ? 'null' : shownBuyers)} as buyers
      from user_groups g where g.id = any (${ids}::text[]) order by g.name`,
  );
  const bySet = new Map<string, Access>();
  for (const row of rows) {
    const set = row.group_ids.join();
    const access = bySet.get(set) ?? accessOf(groups.filter(({ id }) => row.group_ids.includes(id)));
    bySet.set(set, access);
    row.access = access;
  }
}

const accessOf = (groups: readonly GroupOfMember[]): Access => ({
  groups: groups.map(({ id, name, is_default }) => ({ id, name, isDefault: is_default })),
  modules: moduleReferences(groups.flatMap(({ module_ids }) => module_ids)),
  ...buyersOf(groups),
});

function toAccountUser(row: ListedRow, services: Services): AccountUser {
  const cipher = row.status === 'Invited' && row.account_key ? row.invitation_cipher : null;
  return {
    id: row.id,
    user: {
      id: row.user_id,
      email: row.user_email,
      name: row.user_name,
      firstName: row.user_first_name,
      lastName: row.user_last_name,
      status: row.user_status,
      icon: `/v1/accounts/users/${row.user_id}/icon`,
      ...(row.user_last_login_at ? { lastLoginAt: row.user_last_login_at.toISOString() } : {}),
    },
    account: accountReference(row),
    ...(row.access ?? accessOf([])),
    status: statusOf(row),
    invitation: {
      status: statusOf(row),
      ...(cipher ? { url: openInvitationLink(services, { ...row, invitation_cipher: cipher }, row.account_key!) } : {}),
      ...(row.invitation_expires_at && row.status !== 'Active' ? { expiresAt: row.invitation_expires_at.toISOString() } : {}),
      ...(row.notes ? { notes: row.notes } : {}),
    },
    ...(row.user_last_login_at ? { lastLoginAt: row.user_last_login_at.toISOString() } : {}),
    ...(row.joined_at ? { joinedAt: row.joined_at.toISOString() } : {}),
    revision: row.revision,
    audit: row.audit,
  };
}

const statusOf = (row: ListedRow) => row.status as Exclude<MembershipRow['status'], 'Removed'>;

/** X17, X18: of the groups that show buyers at all, the union; absent means all. */
function buyersOf(groups: readonly GroupOfMember[]): Pick<AccountUser, 'buyers'> {
  const showing = groups.filter(({ module_ids }) => module_ids.some((id) => buyerModules.has(id)));
  if (showing.length === 0 || showing.some(({ buyers, module_ids }) => buyers === null || module_ids.includes(seesAll))) return {};
  const all = showing.flatMap(({ buyers }) => buyers ?? []);
  return { buyers: [...new Map(all.map((buyer) => [buyer.id, buyer])).values()] };
}

const seesAll: string = moduleFacts['account-management'].id;
const buyerModules: ReadonlySet<string> = new Set([seesAll, moduleFacts['new-marketplace'].id]);

/** SQL that finds a member by AUSR- or USR- within the account of the path. */
export const isMember = (account: string, user: string) => sql`t.account_id = ${account} and (t.id = ${user} or t.user_id = ${user})`;

export async function findMember(tx: Transaction, services: Services, account: string, user: string): Promise<AccountUser> {
  const found = await findOne(tx, membershipListing(services, tx.context.role), isMember(account, user));
  if (!found) throw notFound('User', user);
  return found;
}

/** The stored membership, locked until the transaction ends. */
export async function loadMember(tx: Transaction, account: string, user: string): Promise<MembershipRow> {
  const [row] = await tx.query(
    sql<MembershipRow>`select t.* from memberships t where ${isMember(account, user)} and t.status <> 'Removed' for update`,
  );
  if (!row) throw notFound('User', user);
  return row;
}

export async function groupsOf(tx: Transaction, membership: MembershipRow): Promise<{ id: string; name: string; is_default: boolean }[]> {
  return tx.query(
    sql<{ id: string; name: string; is_default: boolean }>`select g.id, g.name, g.is_default from group_members gm
      join user_groups g on g.account_id = gm.account_id and g.id = gm.group_id
      where gm.account_id = ${membership.account_id} and gm.membership_id = ${membership.id} order by g.name`,
  );
}
