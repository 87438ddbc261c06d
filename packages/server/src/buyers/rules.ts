import type { buyerStatuses } from '@tenantry/contract/buyers';
import type { StateMachine } from '../core/state-machine.ts';

export type BuyerStatus = (typeof buyerStatuses)[number];
export type BuyerAction =
  | 'create'
  | 'activate'
  | 'deactivate'
  | 'enable'
  | 'disable'
  | 'unassign'
  | 'transfer'
  | 'delete'
  | 'report difference'
  | 'resolve';
export type BuyerFact = 'linked' | 'not linked' | 'unassigned' | 'disabled before' | 'usable before';

/** Spec 10.2. A difference with the ERP lies over Active, Disabled and Unassigned, and what was below comes back when it is gone. */
export const buyerStates: StateMachine<BuyerStatus, BuyerAction, BuyerFact> = {
  noun: 'buyer',
  states: ['Enabled', 'Active', 'Disabled', 'Unassigned', 'Conflict', 'Mismatch', 'Deleted'],
  transitions: [
    { action: 'create', from: ['New'], to: 'Unassigned', by: ['operations', 'system'], when: 'unassigned' },
    { action: 'create', from: ['New'], to: 'Active', by: ['operations', 'system'], when: 'linked' },
    { action: 'create', from: ['New'], to: 'Enabled', by: ['operations'], when: 'not linked' },
    { action: 'activate', from: ['Enabled', 'Unassigned'], to: 'Active', by: ['operations'] },
    { action: 'deactivate', from: ['Active'], to: 'Enabled', by: ['operations'] },
    { action: 'disable', from: ['Active', 'Enabled'], to: 'Disabled', by: ['client', 'operations'] },
    { action: 'enable', from: ['Disabled'], to: 'Active', by: ['client', 'operations'], when: 'linked' },
    { action: 'enable', from: ['Disabled'], to: 'Enabled', by: ['client', 'operations'], when: 'not linked' },
    { action: 'unassign', from: ['Active', 'Disabled'], to: 'Unassigned', by: ['operations'] },
    { action: 'transfer', from: ['Enabled', 'Active', 'Disabled', 'Mismatch'], to: 'same', by: ['operations'] },
    { action: 'report difference', from: ['Active', 'Disabled', 'Mismatch'], to: 'Mismatch', by: ['system'] },
    { action: 'report difference', from: ['Unassigned', 'Conflict'], to: 'Conflict', by: ['system'] },
    { action: 'resolve', from: ['Mismatch'], to: 'Disabled', by: ['operations', 'system'], when: 'disabled before' },
    { action: 'resolve', from: ['Mismatch'], to: 'Active', by: ['operations', 'system'], when: 'usable before' },
    { action: 'resolve', from: ['Conflict'], to: 'Unassigned', by: ['operations', 'system'] },
    {
      action: 'delete',
      from: ['Enabled', 'Active', 'Disabled', 'Unassigned', 'Conflict', 'Mismatch'],
      to: 'Deleted',
      by: ['operations'],
    },
  ],
};

export interface ExternalIds {
  erp_contact_key: string | null;
  erp_buyer_key: string | null;
}

/** A buyer is linked with the ERP when the ERP has a record of it. */
export const isLinked = (ids: ExternalIds): boolean => Boolean(ids.erp_contact_key || ids.erp_buyer_key);

export const factsOf = (buyer: ExternalIds & { is_disabled: boolean; account_id: string | null }): Record<BuyerFact, boolean> => {
  const linked = isLinked(buyer);
  const unassigned = buyer.account_id === null;
  return {
    unassigned,
    linked: linked && !unassigned,
    'not linked': !linked && !unassigned,
    'disabled before': buyer.is_disabled,
    'usable before': !buyer.is_disabled,
  };
};

/** X29: nothing that is licensed loses its buyer. */
export const refuseWhileLicensed = (licensees: number): string | undefined =>
  licensees > 0
    ? `The buyer still has ${licensees === 1 ? 'one licensee' : `${licensees} licensees`}. Delete ${licensees === 1 ? 'it' : 'them'} first.`
    : undefined;

export interface AccountOfBuyer {
  id: string;
  type: string;
  external_id: string | null;
}

/** Whether a buyer may move (spec 10.4): to another client account with the same external id. */
export function refuseDestination(source: AccountOfBuyer, destination: AccountOfBuyer): string | undefined {
  if (destination.type !== 'Client') return `Buyers belong to client accounts; this is a ${destination.type} account.`;
  if (destination.id === source.id) return 'The buyer is in this account already.';
  if (!source.external_id) return 'The account of the buyer has no external id; buyers move between accounts that have the same.';
  if (source.external_id !== destination.external_id)
    return 'The two accounts have different external ids; buyers move between accounts that have the same.';
  return undefined;
}
