import { sql, type Transaction } from '../core/database.ts';
import type { Recorder } from '../core/events.ts';
import { updateObject } from '../core/events.ts';
import { conflict } from '../core/problem.ts';
import { membershipObject } from '../invitations/index.ts';
import { checkedGroups } from '../user-groups/index.ts';
import { linkGroups, type MembershipRow } from './members.ts';
import { groupsOf } from './queries.ts';

/**
 * Gives a member exactly these groups, with one event. Throws 409 when none would be left (X13) or when it would take the
 * account's last active administrator out of the default group; 400 for a group that is not of the account.
 */
export async function changeGroups(
  tx: Transaction,
  recorder: Recorder,
  member: MembershipRow,
  wanted: readonly { id: string }[],
  columns: Record<string, unknown> = {},
): Promise<void> {
  if (wanted.length === 0) throw conflict('A member keeps at least one group. Remove the member instead.', 'last-group', ['groups']);
  const before = await groupsOf(tx, member);
  // The same lock first in every change of administrators, so that two cannot pass the check at once.
  if (before.some((group) => group.is_default && !wanted.some(({ id }) => id === group.id))) await keepAnAdministrator(tx, member);
  const groups = await checkedGroups(tx, member.account_id, wanted);
  await tx.query(
    sql`delete from group_members where account_id = ${member.account_id} and membership_id = ${member.id} and not group_id = any (${groups.map((group) => group.id)}::text[])`,
  );
  await tx.query(
    linkGroups(
      member,
      groups.map((group) => group.id),
    ),
  );
  await updateObject(tx, recorder, membershipObject, member.id, columns, {
    event: 'platform.accounts.account_user.updated',
    summary: 'Groups changed',
    details: '{{actor.name}} changed the groups of {{object.name}}',
    documents: { groups: groups.map(named), groupsBefore: before.map(named) },
  });
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** Throws 409 when the member is the last active one in the default group. Serialises such changes by a lock on that group. */
export async function keepAnAdministrator(tx: Transaction, member: MembershipRow): Promise<void> {
  if (member.status !== 'Active') return;
  const [group] = await tx.query(
    sql<{ id: string }>`select id from user_groups where account_id = ${member.account_id} and is_default for update`,
  );
  const [others] = await tx.query(sql<{ n: number; own: boolean }>`
    select count(*) filter (where m.id <> ${member.id})::int as n, coalesce(bool_or(m.id = ${member.id}), false) as own
    from group_members gm join memberships m on m.account_id = gm.account_id and m.id = gm.membership_id
    where gm.account_id = ${member.account_id} and gm.group_id = ${group?.id ?? ''} and m.status = 'Active' and m.user_status <> 'Blocked'`);
  if (others!.own && others!.n === 0)
    throw conflict(
      'This is the last active administrator of the account. Make somebody else an administrator first.',
      'last-administrator',
    );
}
