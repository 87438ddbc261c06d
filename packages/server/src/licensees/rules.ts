import type { licenseeStatuses } from '@tenantry/contract/licensees';
import type { StateMachine } from '../core/state-machine.ts';

export type LicenseeStatus = (typeof licenseeStatuses)[number];
export type LicenseeAction = 'create' | 'activate' | 'deactivate' | 'enable' | 'disable' | 'delete';
/** Whether the buyer is linked with the ERP. */
export type LicenseeFact = 'buyer linked' | 'buyer not linked';

/** Spec 12.2. The system's transitions follow those of the buyer (X22, X24). */
export const licenseeStates: StateMachine<LicenseeStatus, LicenseeAction, LicenseeFact> = {
  noun: 'licensee',
  states: ['Active', 'Enabled', 'Disabled', 'Deleted'],
  transitions: [
    { action: 'create', from: ['New'], to: 'Active', by: ['client', 'operations'], when: 'buyer linked' },
    { action: 'create', from: ['New'], to: 'Enabled', by: ['client', 'operations'], when: 'buyer not linked' },
    { action: 'activate', from: ['Enabled'], to: 'Active', by: ['system'] },
    { action: 'deactivate', from: ['Active'], to: 'Enabled', by: ['system'] },
    { action: 'disable', from: ['Active', 'Enabled'], to: 'Disabled', by: ['client', 'operations', 'system'] },
    { action: 'enable', from: ['Disabled'], to: 'Active', by: ['client', 'operations'], when: 'buyer linked' },
    { action: 'enable', from: ['Disabled'], to: 'Enabled', by: ['client', 'operations'], when: 'buyer not linked' },
    { action: 'delete', from: ['Active', 'Enabled', 'Disabled'], to: 'Deleted', by: ['client', 'operations'] },
  ],
};

export interface Pair {
  buyerStatus: string;
  buyerIsDisabled: boolean;
  sellerStatus: string | undefined;
  linkStatus: string | undefined;
}

export interface Refusal {
  message: string;
  id: string;
  property: 'buyer' | 'seller';
}

/** Whether a licensee may come to rely on a buyer and a seller (spec 12.2, 12.3; X22, X26, X30). */
export function refusePair(pair: Pair): Refusal | undefined {
  const { buyerStatus, sellerStatus, linkStatus } = pair;
  if (pair.buyerIsDisabled || !['Active', 'Enabled', 'Mismatch'].includes(buyerStatus))
    return {
      message: `The buyer is ${pair.buyerIsDisabled ? 'Disabled' : buyerStatus}: nothing can be licensed to it.`,
      id: 'buyer-not-usable',
      property: 'buyer',
    };
  if (linkStatus === undefined || linkStatus === 'Disabled')
    return { message: 'This buyer is not linked with this seller. The platform owner links them.', id: 'not-linked', property: 'seller' };
  if (linkStatus === 'Blocked')
    return {
      message: 'The link between this buyer and this seller is blocked. Ask support about it.',
      id: 'link-blocked',
      property: 'seller',
    };
  if (sellerStatus !== 'Active' && sellerStatus !== 'Offline')
    return { message: `The seller is ${sellerStatus}: no business with it at present.`, id: 'seller-not-usable', property: 'seller' };
  return undefined;
}

/** Spec 12.1: exactly one kind of customer; resale only for accounts of partners. Answers a sentence when it does not fit. */
export function refuseEligibility(
  wanted: { client?: boolean; partner?: boolean },
  account: { client?: boolean; partner?: boolean } | null,
): { message: string; fault: 'content' | 'state' } | undefined {
  if (Boolean(wanted.client) === Boolean(wanted.partner))
    return { message: 'Exactly one of client and partner must be true.', fault: 'content' };
  if (wanted.partner && !account?.partner)
    return { message: 'Resale licensees are for accounts of the partner programme.', fault: 'state' };
  if (wanted.client && account?.client === false)
    return { message: 'This account has resale licensees only: it is in the partner programme.', fault: 'state' };
  return undefined;
}

/** What a licensee is called that was given no name. */
export const defaultName = (buyer: string, city: string | undefined, seller: string): string =>
  [buyer, city, seller].filter(Boolean).join('-').slice(0, 500);
