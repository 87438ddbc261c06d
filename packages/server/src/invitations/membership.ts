import type { Caller } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type ObjectType, type Recorder, recordEvent, updateObject } from '../core/events.ts';
import { conflict } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { queueMail } from '../mails/index.ts';
import { loadUser } from '../users/index.ts';
import { refuseAnswer } from './rules.ts';

/** The snapshot leaves the invitation's secrets out. */
export const membershipObject: ObjectType = {
  type: 'AccountUser',
  document: 'accountUser',
  table: 'memberships',
  account: 'account_id',
  name: 'changed.user_name',
  snapshot: {
    id: 'id',
    user: 'user_id',
    email: 'user_email',
    name: 'user_name',
    status: 'status',
    invitationExpiresAt: 'invitation_expires_at',
  },
};

/** Of a membership, what an answer to its invitation needs. */
export interface InvitedMembership {
  id: string;
  account_id: string;
  user_id: string;
  status: 'Invited' | 'InvitationExpired' | 'Active' | 'Declined' | 'Removed';
  invitation_expires_at: Date | null;
}

export interface Answering {
  tx: Transaction;
  services: Services;
  recorder: Recorder;
  caller: Caller;
}

/** What dies with the answer. The hash stays: it tells an old link from a wrong one, and opens nothing any more. */
const spent = { invitation_mail_hash: null, invitation_cipher: null };

/**
 * The invited person joins the account; goes on as her. Accepting twice does nothing. Throws 409 for what is not open any more.
 * `recorder` must name her: that it is really she is for the caller to prove.
 */
export async function acceptMembership(call: Answering, given: InvitedMembership): Promise<void> {
  const { tx, recorder } = call;
  await tx.become({ role: 'person', user: given.user_id, actor: given.user_id });
  const membership = await lockMembership(tx, given.id);
  if (membership.status === 'Active') return;
  await requireOpen(tx, membership);
  await updateObject(
    tx,
    recorder,
    membershipObject,
    membership.id,
    { status: 'Active', joined_at: new Date(), ...spent },
    {
      event: 'platform.accounts.account_user.joined',
      summary: 'User joined',
      details: '{{object.name}} accepted the invitation to the account',
    },
  );
  await tx.query(sql`select * from refresh_person(${membership.user_id})`);
}

/**
 * The invited person turns the invitation down; the inviter is told. Goes on as her. Throws 409 for what is not open any more.
 * The recorded actor is the recorder's: nobody, when the link alone was shown.
 */
export async function declineMembership(call: Answering, given: InvitedMembership): Promise<void> {
  const { tx, recorder } = call;
  await tx.become({ role: 'person', user: given.user_id, actor: recorder.caller.id || 'SYSTEM' });
  const membership = await lockMembership(tx, given.id);
  const account = await requireOpen(tx, membership);
  await updateObject(
    tx,
    recorder,
    membershipObject,
    membership.id,
    { status: 'Declined', ...spent },
    {
      event: 'platform.accounts.account_user.declined',
      summary: 'Invitation declined',
      details: 'The invitation of {{object.name}} to the account was declined',
    },
  );
  await forgetPerson(call, membership);
  if (membership.invited_by?.email)
    await queueMail(call, {
      to: membership.invited_by.email,
      template: 'invitation-declined',
      account: account.id,
      parameters: { person: membership.user_name, account: account.name },
    });
}

interface LockedMembership extends InvitedMembership {
  user_name: string;
  invited_by: { id: string; name: string; email?: string | null } | null;
}

async function lockMembership(tx: Transaction, id: string): Promise<LockedMembership> {
  const [row] = await tx.query(sql<LockedMembership>`select * from memberships where id = ${id} for update`);
  if (!row) throw conflict('This invitation is no longer active.', 'dead-invitation');
  return row;
}

async function requireOpen(tx: Transaction, membership: LockedMembership): Promise<{ id: string; name: string }> {
  const [account] = await tx.query(
    sql<{ id: string; name: string; status: string }>`select id, name, status from accounts where id = ${membership.account_id}`,
  );
  const refused = refuseAnswer(membership.status, membership.invitation_expires_at, account?.status ?? 'Disabled');
  if (refused || !account) throw conflict(refused ?? 'This invitation is no longer active.', 'dead-invitation');
  return account;
}

/** Whoever belongs to no account any more is Disabled, and the log says so. */
async function forgetPerson({ tx, recorder }: Answering, membership: LockedMembership): Promise<void> {
  const [change] = await tx.query(sql<{ before: string; after: string }>`select * from refresh_person(${membership.user_id})`);
  if (change?.after !== 'Disabled' || change.before === 'Disabled') return;
  const user = await loadUser(tx, membership.user_id);
  await recordEvent(
    tx,
    recorder,
    { type: 'User', id: user.id, name: user.name, revision: user.revision },
    {
      event: 'platform.accounts.user.disabled',
      summary: 'User disabled',
      details: '{{object.name}} belongs to no account any more',
      documents: { user: { id: user.id, name: user.name, status: 'Disabled' } },
      viewers: [membership.account_id],
    },
  );
}
