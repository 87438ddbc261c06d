import { sql } from '../core/database.ts';
import { recordEvent, updateObject } from '../core/events.ts';
import { conflict } from '../core/problem.ts';
import { membershipObject } from '../invitations/index.ts';
import { queueMail } from '../mails/index.ts';
import { keepAnAdministrator } from './change-groups.ts';
import type { Inviting } from './invite.ts';
import type { MembershipRow } from './members.ts';

/** Removes a member for good: out of the account and its groups, the link dead; a person left without an account is disabled (X8-X12). */
export async function removeMember({ tx, services, recorder, account }: Inviting, member: MembershipRow): Promise<void> {
  if (recorder.caller.id === member.user_id) throw conflict('You cannot remove yourself. Another administrator can.', 'own-membership');
  await keepAnAdministrator(tx, member);
  await tx.query(sql`delete from group_members where account_id = ${member.account_id} and membership_id = ${member.id}`);
  await updateObject(
    tx,
    recorder,
    membershipObject,
    member.id,
    { status: 'Removed', invitation_hash: null, invitation_mail_hash: null, invitation_cipher: null },
    {
      event: 'platform.accounts.account_user.removed',
      summary: 'User removed',
      details: '{{actor.name}} removed {{object.name}} from the account and its groups',
    },
  );
  await refreshPerson({ tx, recorder }, member);
  if (member.status !== 'Active') return;
  await queueMail(
    { tx, services },
    {
      to: member.user_email,
      template: 'removed-from-account',
      account: account.id,
      parameters: { account: account.name, name: member.user_name, actor: recorder.caller.name },
    },
  );
}

/** What the memberships now imply for the person; her being disabled is an event of its own (X10). */
export async function refreshPerson({ tx, recorder }: Pick<Inviting, 'tx' | 'recorder'>, member: MembershipRow): Promise<void> {
  const [change] = await tx.query(sql<{ before: string; after: string }>`select * from refresh_person(${member.user_id})`);
  if (!change || change.before === change.after || change.after !== 'Disabled') return;
  await recordEvent(
    tx,
    recorder,
    { type: 'User', id: member.user_id, name: member.user_name },
    {
      event: 'platform.accounts.user.disabled',
      summary: 'User disabled',
      details: '{{object.name}} belongs to no account any more',
      documents: { user: { id: member.user_id, status: 'Disabled' }, previous: { status: change.before } },
      viewers: [member.account_id],
    },
  );
}
