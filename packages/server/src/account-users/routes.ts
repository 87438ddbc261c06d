import { accountUsers } from '@tenantry/contract/account-users';
import { isOperator } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { findOne, listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { conflict, forbidden, invalid, notFound } from '../core/problem.ts';
import {
  acceptMembership,
  declineMembership,
  invitationExpiry,
  invitationLinks,
  membershipObject,
  newInvitation,
} from '../invitations/index.ts';
import { queueMail } from '../mails/index.ts';
import { checkedGroups } from '../user-groups/index.ts';
import { changeGroups } from './change-groups.ts';
import { memberGroupListing } from './groups.ts';
import { invite } from './invite.ts';
import { addActiveMember, type MembershipRow } from './members.ts';
import { findMember, groupsOf, isMember, loadMember, membershipListing } from './queries.ts';
import { removeMember } from './remove.ts';
import { refuseInvitationAction } from './rules.ts';

type MemberCall = Pick<Call, 'tx' | 'services' | 'recorder' | 'caller'> & { params: { account: string; user: string } };

export const accountUserRoutes = mount(
  accountUsers,
  {
    async list({ tx, params, list, services }) {
      const listing = membershipListing(services, tx.context.role);
      const [, page] = await Promise.all([
        accountOf(tx, params.account),
        listPage(tx, services.totals, listing, list, sql`t.account_id = ${params.account}`),
      ]);
      return page;
    },
    get: ({ tx, params, services }) => findMember(tx, services, params.account, params.user),

    async create(call) {
      const { tx, caller, params, body, services, recorder } = call;
      const account = await accountOf(tx, params.account);
      if (body.account && body.account.id !== account.id)
        throw invalid({ 'account.id': ['Must be the account of the path, or left out.'] });
      const groups = await checkedGroups(tx, account.id, body.groups);
      if (body.invitation?.notes !== undefined && !isOperator(caller)) throw forbidden('Only operators write notes on invitations.');
      if (body.invitation?.status === 'Active') {
        const member = await addDirectly(call, account.id, body.user.email, groups);
        return findMember(tx, services, account.id, member.id);
      }
      const member = await invite(
        { tx, services, recorder, account },
        { user: body.user, groups, ...(body.invitation?.notes === undefined ? {} : { notes: body.invitation.notes }) },
      );
      return findMember(tx, services, account.id, member.id);
    },

    async update({ tx, caller, recorder, params, body, services, checkRevision }) {
      const member = await loadMember(tx, params.account, params.user);
      checkRevision(member.revision);
      if (body.account && body.account.id !== member.account_id)
        throw invalid({ 'account.id': ['A membership cannot move to another account.'] });
      const notes = body.invitation?.notes;
      if (notes !== undefined && notes !== member.notes && !isOperator(caller))
        throw forbidden('Only operators write notes on invitations.');
      await changeGroups(tx, recorder, member, body.groups ?? (await groupsOf(tx, member)), notes === undefined ? {} : { notes });
      return findMember(tx, services, params.account, member.id);
    },

    async delete(call) {
      const member = await loadMember(call.tx, call.params.account, call.params.user);
      await removeMember({ ...call, account: await accountOf(call.tx, member.account_id) }, member);
      return undefined;
    },

    async listGroups({ tx, params, list, services }) {
      const member = await findMember(tx, services, params.account, params.user);
      return listPage(tx, services.totals, memberGroupListing, list, sql`gm.membership_id = ${member.id}`);
    },

    async getGroup({ tx, params, services }) {
      const member = await findMember(tx, services, params.account, params.user);
      const found = await findOne(tx, memberGroupListing, sql`gm.membership_id = ${member.id} and t.id = ${params.group}`);
      if (!found) throw notFound('Group', params.group);
      return found;
    },

    async addGroup({ tx, recorder, params, body, services }) {
      const member = await loadMember(tx, params.account, params.user);
      const before = await groupsOf(tx, member);
      if (before.some((group) => group.id === body.id)) throw conflict('The member is in this group already.', 'already-in-group');
      await changeGroups(tx, recorder, member, [...before, body]);
      return findMember(tx, services, params.account, member.id);
    },

    async replaceGroups({ tx, recorder, params, body, services }) {
      const member = await loadMember(tx, params.account, params.user);
      await changeGroups(tx, recorder, member, body);
      return findMember(tx, services, params.account, member.id);
    },

    async removeGroup({ tx, recorder, params }) {
      const member = await loadMember(tx, params.account, params.user);
      const before = await groupsOf(tx, member);
      if (!before.some((group) => group.id === params.group)) throw notFound('Group', params.group);
      await changeGroups(
        tx,
        recorder,
        member,
        before.filter((group) => group.id !== params.group),
      );
      return undefined;
    },

    async acceptInvite(call) {
      const member = await ownInvitation(call);
      await acceptMembership(call, member);
      return findMember(call.tx, call.services, call.params.account, member.id);
    },

    async declineInvite(call) {
      const member = await ownInvitation(call);
      await declineMembership(call, member);
      return findMember(call.tx, call.services, call.params.account, member.id);
    },

    async resendInvite(call) {
      const member = await loadMember(call.tx, call.params.account, call.params.user);
      return sendAgain(call, member, 'resend');
    },

    async sendNewInvite(call) {
      const member = await loadMember(call.tx, call.params.account, call.params.user);
      return sendAgain(call, member, 'renew');
    },
  },
  ['audit'],
);

async function accountOf(tx: Transaction, id: string): Promise<{ id: string; name: string }> {
  const [row] = await tx.query(sql<{ id: string; name: string }>`select id, name from accounts where id = ${id}`);
  if (!row) throw notFound('Account', id);
  return row;
}

/** Only the invitee may answer; everybody else is not even told that there is an invitation. */
async function ownInvitation({ tx, caller, params }: MemberCall): Promise<MembershipRow> {
  await tx.become({ role: 'person' });
  const [row] = await tx.query(
    sql<MembershipRow>`select t.* from memberships t where ${isMember(params.account, params.user)} and t.user_id = ${caller.id} and t.status <> 'Removed' for update`,
  );
  if (!row) throw notFound('User', params.user);
  return row;
}

async function addDirectly(
  { tx, caller, recorder }: Pick<Call, 'tx' | 'caller' | 'recorder'>,
  account: string,
  email: string,
  groups: readonly { id: string; name: string }[],
): Promise<MembershipRow> {
  if (!isOperator(caller)) throw forbidden('Only operators add a person without an invitation.');
  const [person] = await tx.query(
    sql<{ id: string; status: string }>`select id, status from users where email_key = lower(${email}) and registered_at is not null`,
  );
  if (!person) throw conflict('Nobody has registered with this address. Send an invitation instead.', 'not-registered', ['user.email']);
  if (person.status === 'Blocked') throw conflict('This person is blocked on the platform.', 'user-blocked', ['user.email']);
  const [existing] = await tx.query(
    sql`select 1 from memberships where account_id = ${account} and user_id = ${person.id} and status <> 'Removed'`,
  );
  if (existing) throw conflict('This person is already a member of the account, or invited.', 'already-member', ['user.email']);
  return addActiveMember(tx, recorder, { account, user: person.id, groups });
}

/** Resending keeps the link and restarts the seven days (C16); a new invitation makes a new link. */
async function sendAgain(call: MemberCall, member: MembershipRow, action: 'resend' | 'renew') {
  const { tx, recorder, services, params } = call;
  const refused = refuseInvitationAction(
    member.status,
    Boolean(member.invitation_expires_at && member.invitation_expires_at <= new Date()),
    action,
  );
  if (refused) throw conflict(refused, 'status');
  const account = await accountOf(tx, member.account_id);
  const { columns, mailLink } =
    action === 'resend' ? await sameLink(call, member) : await newInvitation(services, tx, member.account_id, member.id);
  await updateObject(
    tx,
    recorder,
    membershipObject,
    member.id,
    { ...columns, ...(action === 'renew' ? { status: 'Invited', invited_at: new Date() } : {}) },
    {
      event: `platform.accounts.account_user.${action === 'resend' ? 'invitation_resent' : 'invitation_renewed'}`,
      summary: action === 'resend' ? 'Invitation sent again' : 'New invitation sent',
      details: '{{actor.name}} sent the invitation of {{object.name}} again',
    },
  );
  if (action === 'renew') await tx.query(sql`select * from refresh_person(${member.user_id})`);
  await queueMail(
    { tx, services },
    {
      to: member.user_email,
      template: 'invitation-again',
      account: account.id,
      parameters: { actor: recorder.caller.name, account: account.name, name: member.user_name, link: mailLink },
    },
  );
  return findMember(tx, services, params.account, member.id);
}

async function sameLink({ tx, services }: MemberCall, member: MembershipRow) {
  const links = await invitationLinks(services, tx, member);
  if (!links) throw conflict('There is no link to send again. Send a new invitation.', 'status');
  return { columns: { invitation_expires_at: invitationExpiry() }, mailLink: links.mailLink };
}
