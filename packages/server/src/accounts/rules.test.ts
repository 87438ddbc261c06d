import { describe, expect, test } from 'vitest';
import { type AccountAction, type AccountState, afterAccountAction, initialStatus } from './rules.ts';

const state = (type: AccountState['type'], status: AccountState['status'], hasExternalId = false): AccountState => ({
  type,
  status,
  hasExternalId,
});

describe('the state of a new account', () => {
  test.each([
    ['Client', false, 'Enabled'],
    ['Client', true, 'Active'],
    ['Vendor', false, 'Active'],
    ['Operations', false, 'Active'],
  ] as const)('%s, external id %s: %s', (type, hasExternalId, expected) => expect(initialStatus(type, hasExternalId)).toBe(expected));
});

describe('every state and action of an account', () => {
  const refused = 'refused';
  test.each([
    [state('Client', 'Enabled'), { activate: 'Active', deactivate: refused, enable: refused, disable: 'Disabled' }],
    [state('Client', 'Active', true), { activate: refused, deactivate: 'Enabled', enable: refused, disable: 'Disabled' }],
    [state('Client', 'Disabled'), { activate: refused, deactivate: refused, enable: 'Enabled', disable: refused }],
    [state('Client', 'Disabled', true), { activate: refused, deactivate: refused, enable: 'Active', disable: refused }],
    [state('Vendor', 'Active'), { activate: refused, deactivate: refused, enable: refused, disable: 'Disabled' }],
    [state('Vendor', 'Disabled'), { activate: refused, deactivate: refused, enable: 'Active', disable: refused }],
    [state('Operations', 'Active'), { activate: refused, deactivate: refused, enable: refused, disable: refused }],
  ] as const)('%o', (before, expected) => {
    for (const [action, wanted] of Object.entries(expected)) {
      const after = afterAccountAction(before, action as AccountAction);
      expect('refused' in after ? refused : after.status, action).toBe(wanted);
    }
  });
});
