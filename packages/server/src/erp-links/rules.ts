import type { erpLinkStatuses } from '@tenantry/contract/erp-links';
import type { StateMachine } from '../core/state-machine.ts';

export type ErpLinkStatus = (typeof erpLinkStatuses)[number];
export type ErpLinkAction = 'create' | 'block' | 'unblock' | 'remove' | 'restore';

/** Spec 11. `Disabled` is the state of a pair that the ERP or the buyer's list of sellers has no more. */
export const erpLinkStates: StateMachine<ErpLinkStatus, ErpLinkAction> = {
  noun: 'link',
  states: ['Active', 'Blocked', 'Disabled'],
  transitions: [
    { action: 'create', from: ['New'], to: 'Active', by: ['operations', 'system'] },
    { action: 'block', from: ['Active'], to: 'Blocked', by: ['operations'] },
    { action: 'unblock', from: ['Blocked'], to: 'Active', by: ['operations'] },
    { action: 'remove', from: ['Active', 'Blocked'], to: 'Disabled', by: ['operations', 'system'] },
    { action: 'restore', from: ['Disabled'], to: 'Active', by: ['operations', 'system'] },
  ],
};

/** A pair in use is neither blocked nor taken away (spec 11). */
export const refuseWhileLicensed = (usable: number): string | undefined =>
  usable > 0
    ? `${usable === 1 ? 'One licensee uses' : `${usable} licensees use`} this buyer and seller. Disable ${usable === 1 ? 'it' : 'them'} first.`
    : undefined;
