import type { InvitedMembership } from './membership.ts';

/** Why an invitation cannot be answered any more, or nothing. Past its days it is dead before the job has said so. */
export function refuseAnswer(
  status: InvitedMembership['status'],
  expiresAt: Date | null,
  accountStatus: string,
  now = new Date(),
): string | undefined {
  if (status === 'Active') return 'This invitation has been accepted already.';
  if (status === 'Declined') return 'This invitation was declined. Ask to be invited again.';
  if (status !== 'Invited' || !expiresAt || expiresAt <= now)
    return 'This invitation is no longer active. Ask the person who shared it for a new one.';
  return accountStatus === 'Disabled' ? 'The account of this invitation is disabled.' : undefined;
}
