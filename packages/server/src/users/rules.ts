import type { userStatuses } from '@tenantry/contract/users';

export type UserStatus = (typeof userStatuses)[number];
export type UserAction = 'block' | 'unblock' | 'delete';

/** Whether an operator's action on a person is refused, and why (spec 4.4). Where it leads after `unblock`, the memberships decide. */
export function refuseUserAction(status: UserStatus, action: UserAction, isSelf: boolean): string | undefined {
  if (isSelf) return `You cannot ${action} yourself.`;
  if (action === 'block')
    return ['Active', 'Disabled'].includes(status) ? undefined : `Only an Active or Disabled person can be blocked; this one is ${status}.`;
  if (action === 'unblock') return status === 'Blocked' ? undefined : `Only a Blocked person can be unblocked; this one is ${status}.`;
  return ['Disabled', 'Blocked'].includes(status) ? undefined : `Only a Disabled or Blocked person can be deleted; this one is ${status}.`;
}
