import type { Invitation } from '@tenantry/contract/invitations';
import type { Caller } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { conflict } from '../core/problem.ts';
import { sameBytes, sha256 } from '../core/secrets.ts';
import { readCode } from './links.ts';
import type { InvitedMembership } from './membership.ts';
import { refuseAnswer } from './rules.ts';

/** An invitation as its link finds it. */
export interface FoundInvitation {
  id: string;
  user_id: string;
  status: InvitedMembership['status'];
  expires_at: Date | null;
  mail_hash: Buffer | null;
  invited_by: { name: string } | null;
  email: string;
  first_name: string;
  last_name: string;
  user_status: string;
  registered: boolean;
  account_id: string;
  account_name: string;
  account_status: string;
}

/** The invitation of a link, whatever became of it; runs as `auth`. Nothing for a code that never was one. */
export async function findInvitation(tx: Transaction, code: string): Promise<FoundInvitation | undefined> {
  const read = readCode(code);
  if (!read) return undefined;
  const [row] = await tx.query(sql<FoundInvitation>`select * from auth_invitation(${read.membership}, ${sha256(read.secret)})`);
  return row;
}

/** Why this link is dead, or nothing. */
export const refuseLink = (found: FoundInvitation): string | undefined =>
  ['Blocked', 'Deleted'].includes(found.user_status)
    ? 'This invitation is no longer active. Ask the person who shared it for a new one.'
    : refuseAnswer(found.status, found.expires_at, found.account_status);

/** The same, thrown as 409. */
export function requireLink(found: FoundInvitation | undefined): FoundInvitation {
  const refused = found ? refuseLink(found) : 'This invitation is no longer active. Ask the person who shared it for a new one.';
  if (!found || refused) throw conflict(refused!, 'dead-invitation');
  return found;
}

/** Whether the link came out of the mail. */
export const provesMailbox = (found: FoundInvitation, mail: string | undefined): boolean =>
  Boolean(mail && found.mail_hash && sameBytes(sha256(mail), found.mail_hash));

export const isInvitee = (found: FoundInvitation, caller: Caller): boolean => caller.kind === 'person' && caller.id === found.user_id;

/** What the invitee may know of an open invitation and has to do next. */
export const toInvitation = (found: FoundInvitation, caller: Caller, mail: string | undefined): Invitation => ({
  id: found.id,
  status: 'open',
  next: found.registered ? (isInvitee(found, caller) ? 'accept' : 'sign-in') : 'register',
  codeRequired: !found.registered && !provesMailbox(found, mail),
  email: found.email,
  ...(caller.kind === 'person' && !isInvitee(found, caller) && caller.email ? { signedInAs: caller.email } : {}),
  firstName: found.first_name,
  lastName: found.last_name,
  account: accountOf(found),
  ...(found.invited_by ? { invitedBy: found.invited_by.name } : {}),
  ...(found.expires_at ? { expiresAt: found.expires_at.toISOString() } : {}),
});

/** All that is said about a dead link: not even whom it was for. */
export const deadInvitation: Invitation = { id: '', status: 'dead' };

export const answered = (found: FoundInvitation, status: 'accepted' | 'declined'): Invitation => ({
  id: found.id,
  status,
  account: accountOf(found),
});

const accountOf = (found: FoundInvitation) => ({
  id: found.account_id,
  name: found.account_name,
  icon: `/v1/accounts/accounts/${found.account_id}/icon`,
});
