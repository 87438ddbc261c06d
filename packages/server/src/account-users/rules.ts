import type { MembershipRow } from './members.ts';

type Status = MembershipRow['status'];

/** Why an invitation action is refused, or nothing (spec 4.4, 4.5). An open invitation past its days counts as expired before the job has said so. */
export function refuseInvitationAction(status: Status, expired: boolean, action: 'resend' | 'renew'): string | undefined {
  const isExpired = status === 'InvitationExpired' || (status === 'Invited' && expired);
  if (status === 'Active') return 'This person has already joined the account.';
  if (status === 'Declined') return 'This person declined. Invite her anew.';
  if (action === 'resend') return isExpired ? 'The invitation has expired. Send a new one.' : undefined;
  return isExpired ? undefined : 'The invitation is still open. Send it again instead.';
}

/** Why somebody cannot be invited who has a membership already, or nothing: who declined may be asked again. */
export function refuseInvitation(existing: Status | undefined, expired: boolean): string | undefined {
  if (existing === 'Active') return 'This person is already a member of the account.';
  if (existing === 'InvitationExpired' || (existing === 'Invited' && expired))
    return 'This person was invited before and the invitation expired. Send a new one from the list of users.';
  if (existing === 'Invited') return 'This person has an open invitation. Send it again from the list of users.';
  return undefined;
}
