import { expect, test } from 'vitest';
import { type Decision, decide } from '../core/state-machine.ts';
import { type ErpLinkStatus, erpLinkStates, refuseWhileLicensed } from './rules.ts';

const no = 'refused';
const outcome = (decision: Decision<ErpLinkStatus>) => ('refused' in decision ? no : decision.to);

test.each([
  ['create', 'operations', { New: 'Active', Active: no, Blocked: no, Disabled: no }],
  ['block', 'operations', { New: no, Active: 'Blocked', Blocked: no, Disabled: no }],
  ['unblock', 'operations', { New: no, Active: no, Blocked: 'Active', Disabled: no }],
  ['remove', 'operations', { New: no, Active: 'Disabled', Blocked: 'Disabled', Disabled: no }],
  ['restore', 'operations', { New: no, Active: no, Blocked: no, Disabled: 'Active' }],
  ['create', 'system', { New: 'Active', Active: no, Blocked: no, Disabled: no }],
  ['remove', 'system', { New: no, Active: 'Disabled', Blocked: 'Disabled', Disabled: no }],
  ['restore', 'system', { New: no, Active: no, Blocked: no, Disabled: 'Active' }],
  ['block', 'system', { New: no, Active: no, Blocked: no, Disabled: no }],
  ['unblock', 'system', { New: no, Active: no, Blocked: no, Disabled: no }],
  ['block', 'client', { New: no, Active: no, Blocked: no, Disabled: no }],
  ['unblock', 'client', { New: no, Active: no, Blocked: no, Disabled: no }],
] as const)('%s by %s, from every state', (action, by, expected) => {
  for (const [status, wanted] of Object.entries(expected) as [ErpLinkStatus | 'New', string][])
    expect(outcome(decide(erpLinkStates, { status, action, by })), status).toBe(wanted);
});

test('a pair in use is kept', () => {
  expect(refuseWhileLicensed(0)).toBeUndefined();
  expect(refuseWhileLicensed(2)).toBe('2 licensees use this buyer and seller. Disable them first.');
});
