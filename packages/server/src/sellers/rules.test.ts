import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../core/state-machine.ts';
import { normalizedCurrencies, refuseWhileUsed, type SellerStatus, sellerStates } from './rules.ts';

const no = 'refused';
const outcome = (decision: Decision<SellerStatus>) => ('refused' in decision ? no : decision.to);

describe('every state and action of a seller', () => {
  test.each([
    ['activate', { New: no, Active: no, Offline: 'Active', Disabled: 'Active', Deleted: no }],
    ['deactivate', { New: no, Active: 'Offline', Offline: no, Disabled: no, Deleted: no }],
    ['disable', { New: no, Active: 'Disabled', Offline: no, Disabled: no, Deleted: no }],
    ['delete', { New: no, Active: 'Deleted', Offline: 'Deleted', Disabled: 'Deleted', Deleted: no }],
    ['create', { New: 'Active', Active: no, Offline: no, Disabled: no, Deleted: no }],
  ] as const)('%s', (action, expected) => {
    for (const [status, wanted] of Object.entries(expected) as [SellerStatus | 'New', string][]) {
      expect(outcome(decide(sellerStates, { status, action, by: 'operations' })), status).toBe(wanted);
      expect(outcome(decide(sellerStates, { status, action, by: 'client' })), `${status} by a client`).toBe(no);
    }
  });
});

test('usable licensees hold their seller in business', () => {
  expect(refuseWhileUsed('disable', 1)).toBe('One licensee uses this seller. Disable it first.');
  expect(refuseWhileUsed('delete', 3)).toBe('3 licensees use this seller. Disable them first.');
  expect(refuseWhileUsed('deactivate', 0)).toBeUndefined();
  expect(refuseWhileUsed('activate', 3)).toBeUndefined();
});

describe('currencies', () => {
  test('are heard as codes and as objects; exactly one is the default', () => {
    expect(normalizedCurrencies(['CHF', 'EUR'])).toEqual([
      { value: 'CHF', billingEnabled: true, isDefault: true },
      { value: 'EUR', billingEnabled: true, isDefault: false },
    ]);
    expect(normalizedCurrencies([{ value: 'CHF' }, { value: 'EUR', billingEnabled: false, isDefault: true }])).toEqual([
      { value: 'CHF', billingEnabled: true, isDefault: false },
      { value: 'EUR', billingEnabled: false, isDefault: true },
    ]);
  });

  test('are refused with two defaults, and twice', () => {
    expect(
      normalizedCurrencies([
        { value: 'CHF', isDefault: true },
        { value: 'EUR', isDefault: true },
      ]),
    ).toMatch(/Exactly one/);
    expect(normalizedCurrencies(['CHF', { value: 'CHF' }])).toBe('CHF is named twice.');
  });
});
