import type { Currency, sellerStatuses } from '@tenantry/contract/sellers';
import type { StateMachine } from '../core/state-machine.ts';

export type SellerStatus = (typeof sellerStatuses)[number];
export type SellerAction = 'create' | 'activate' | 'deactivate' | 'disable' | 'delete';

/** Spec 13: all by the platform owner. */
export const sellerStates: StateMachine<SellerStatus, SellerAction> = {
  noun: 'seller',
  states: ['Active', 'Offline', 'Disabled', 'Deleted'],
  transitions: [
    { action: 'create', from: ['New'], to: 'Active', by: ['operations'] },
    { action: 'deactivate', from: ['Active'], to: 'Offline', by: ['operations'] },
    { action: 'disable', from: ['Active'], to: 'Disabled', by: ['operations'] },
    { action: 'activate', from: ['Offline', 'Disabled'], to: 'Active', by: ['operations'] },
    { action: 'delete', from: ['Active', 'Offline', 'Disabled'], to: 'Deleted', by: ['operations'] },
  ],
};

/** X30: nobody's licensee loses its seller unawares. */
export const refuseWhileUsed = (action: SellerAction, usable: number): string | undefined =>
  action !== 'activate' && usable > 0
    ? `${usable === 1 ? 'One licensee uses' : `${usable} licensees use`} this seller. Disable ${usable === 1 ? 'it' : 'them'} first.`
    : undefined;

/**
 * Codes or objects as objects, each currency once, exactly one of them the default: the one that says so, otherwise the first.
 * Answers a sentence when several say so, or when one is named twice.
 */
export function normalizedCurrencies(given: readonly (Currency | string)[]): Currency[] | string {
  const all = given.map((one) => (typeof one === 'string' ? { value: one } : one));
  const twice = all.find((one, i) => all.findIndex((other) => other.value === one.value) !== i);
  if (twice) return `${twice.value} is named twice.`;
  if (all.filter((one) => one.isDefault).length > 1) return 'Exactly one currency is the default.';
  const byDefault = all.find((one) => one.isDefault) ?? all[0];
  return all.map((one) => ({ value: one.value, billingEnabled: one.billingEnabled ?? true, isDefault: one === byDefault }));
}
