import { describe, expect, test } from 'vitest';
import { type Decision, decide, type Who } from '../core/state-machine.ts';
import { type BuyerAction, type BuyerStatus, buyerStates, factsOf, isLinked, refuseDestination, refuseWhileLicensed } from './rules.ts';

const no = 'refused';
const outcome = (decision: Decision<BuyerStatus>) => ('refused' in decision ? no : decision.to);

const facts = (account: string | null, contact: string | null, disabled = false) =>
  factsOf({ account_id: account, erp_contact_key: contact, erp_buyer_key: null, is_disabled: disabled });
const linked = facts('ACC-1', 'CON-1');

type Row = Record<BuyerStatus, string>;

// Every state × every action, as the platform owner; what the others may is below.
const byOperations: Partial<Record<BuyerAction, Row>> = {
  activate: { Enabled: 'Active', Active: no, Disabled: no, Unassigned: 'Active', Conflict: no, Mismatch: no, Deleted: no },
  deactivate: { Enabled: no, Active: 'Enabled', Disabled: no, Unassigned: no, Conflict: no, Mismatch: no, Deleted: no },
  disable: { Enabled: 'Disabled', Active: 'Disabled', Disabled: no, Unassigned: no, Conflict: no, Mismatch: no, Deleted: no },
  enable: { Enabled: no, Active: no, Disabled: 'Active', Unassigned: no, Conflict: no, Mismatch: no, Deleted: no },
  unassign: { Enabled: no, Active: 'Unassigned', Disabled: 'Unassigned', Unassigned: no, Conflict: no, Mismatch: no, Deleted: no },
  transfer: { Enabled: 'Enabled', Active: 'Active', Disabled: 'Disabled', Unassigned: no, Conflict: no, Mismatch: 'Mismatch', Deleted: no },
  delete: {
    Enabled: 'Deleted',
    Active: 'Deleted',
    Disabled: 'Deleted',
    Unassigned: 'Deleted',
    Conflict: 'Deleted',
    Mismatch: 'Deleted',
    Deleted: no,
  },
  'report difference': { Enabled: no, Active: no, Disabled: no, Unassigned: no, Conflict: no, Mismatch: no, Deleted: no },
  resolve: { Enabled: no, Active: no, Disabled: no, Unassigned: no, Conflict: 'Unassigned', Mismatch: 'Active', Deleted: no },
};
const nothing: Row = { Enabled: no, Active: no, Disabled: no, Unassigned: no, Conflict: no, Mismatch: no, Deleted: no };
const byClient: Partial<Record<BuyerAction, Row>> = { disable: byOperations.disable!, enable: byOperations.enable! };
const bySystem: Partial<Record<BuyerAction, Row>> = {
  'report difference': {
    ...nothing,
    Active: 'Mismatch',
    Disabled: 'Mismatch',
    Mismatch: 'Mismatch',
    Unassigned: 'Conflict',
    Conflict: 'Conflict',
  },
  resolve: byOperations.resolve!,
};
const tables: [Who, Partial<Record<BuyerAction, Row>>][] = [
  ['operations', byOperations],
  ['client', byClient],
  ['system', bySystem],
];
const actions = [...new Set(buyerStates.transitions.map(({ action }) => action))].filter((action) => action !== 'create');

describe.each(tables)('a linked buyer, by %s', (by, table) => {
  test.each(actions)('%s', (action) => {
    for (const status of buyerStates.states)
      expect(outcome(decide(buyerStates, { status, action, by, facts: linked })), status).toBe((table[action] ?? nothing)[status]);
  });
});

describe('what depends on more than the state', () => {
  test.each([
    ['a new buyer of an account, linked', 'New', 'create', facts('ACC-1', 'CON-1'), 'Active'],
    ['a new buyer of an account, not linked', 'New', 'create', facts('ACC-1', null), 'Enabled'],
    ['a new buyer of nobody', 'New', 'create', facts(null, 'CON-1'), 'Unassigned'],
    ['a disabled buyer with an external id', 'Disabled', 'enable', facts('ACC-1', 'CON-1', true), 'Active'],
    ['a disabled buyer without', 'Disabled', 'enable', facts('ACC-1', null, true), 'Enabled'],
    ['a mismatch over a usable buyer', 'Mismatch', 'resolve', facts('ACC-1', 'CON-1'), 'Active'],
    ['a mismatch over a disabled buyer', 'Mismatch', 'resolve', facts('ACC-1', 'CON-1', true), 'Disabled'],
  ] as const)('%s', (_, status, action, given, expected) => {
    expect(outcome(decide(buyerStates, { status, action, by: 'operations', facts: given }))).toBe(expected);
  });

  test('a refusal says what the buyer is and what it would have to be', () => {
    expect(decide(buyerStates, { status: 'Mismatch', action: 'disable', by: 'client' })).toEqual({
      refused: 'The buyer is Mismatch; this needs it to be Active or Enabled.',
    });
    expect(decide(buyerStates, { status: 'Active', action: 'deactivate', by: 'client' })).toEqual({
      refused: 'Only the platform owner may do this to a buyer.',
    });
  });

  test('either ERP record links a buyer', () => {
    expect(isLinked({ erp_contact_key: null, erp_buyer_key: 'SCU-1' })).toBe(true);
    expect(isLinked({ erp_contact_key: 'CON-1', erp_buyer_key: null })).toBe(true);
    expect(isLinked({ erp_contact_key: '', erp_buyer_key: null })).toBe(false);
  });

  test('licensees hold their buyer', () => {
    expect(refuseWhileLicensed(0)).toBeUndefined();
    expect(refuseWhileLicensed(1)).toBe('The buyer still has one licensee. Delete it first.');
    expect(refuseWhileLicensed(2)).toBe('The buyer still has 2 licensees. Delete them first.');
  });

  const account = (id: string, external_id: string | null, type = 'Client') => ({ id, type, external_id });
  test.each([
    ['the same external id', account('ACC-1', 'X'), account('ACC-2', 'X'), undefined],
    ['another external id', account('ACC-1', 'X'), account('ACC-2', 'Y'), /different external ids/],
    ['no external id on both sides', account('ACC-1', null), account('ACC-2', null), /has no external id/],
    ['a vendor', account('ACC-1', 'X'), account('ACC-2', 'X', 'Vendor'), /is a Vendor account/],
    ['the account itself', account('ACC-1', 'X'), account('ACC-1', 'X'), /already/],
  ])('a transfer to an account with %s', (_, from, to, refusal) => {
    const found = refuseDestination(from, to);
    if (refusal) expect(found).toMatch(refusal);
    else expect(found).toBeUndefined();
  });
});
