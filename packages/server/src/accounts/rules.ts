import type { AccountType } from '@tenantry/contract';
import type { accountStatuses } from '@tenantry/contract/accounts';

export type AccountStatus = (typeof accountStatuses)[number];
export type AccountAction = 'activate' | 'deactivate' | 'enable' | 'disable';

export interface AccountState {
  type: AccountType;
  status: AccountStatus;
  hasExternalId: boolean;
}

/** The state of a new account (spec 3.2): clients without an external id still have to be set up. */
export const initialStatus = (type: AccountType, hasExternalId: boolean): AccountStatus =>
  type === 'Client' && !hasExternalId ? 'Enabled' : 'Active';

/** The state after an action, or why it is refused (spec 3.2). Only clients know Enabled. */
export function afterAccountAction(account: AccountState, action: AccountAction): { status: AccountStatus } | { refused: string } {
  const { type, status, hasExternalId } = account;
  if (action === 'disable') {
    if (type === 'Operations') return { refused: 'The Operations account cannot be disabled: nobody could enable it again.' };
    return status === 'Disabled' ? { refused: 'The account is already disabled.' } : { status: 'Disabled' };
  }
  if (action === 'enable')
    return status === 'Disabled' ? { status: initialStatus(type, hasExternalId) } : { refused: `The account is ${status}, not disabled.` };
  if (type !== 'Client') return { refused: `Only client accounts are activated and deactivated; this is a ${type} account.` };
  if (action === 'activate')
    return status === 'Enabled' ? { status: 'Active' } : { refused: `The account is ${status}; only an Enabled one can be activated.` };
  return status === 'Active' ? { status: 'Enabled' } : { refused: `The account is ${status}; only an Active one can be deactivated.` };
}
