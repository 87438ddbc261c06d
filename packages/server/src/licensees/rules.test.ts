import { describe, expect, test } from 'vitest';
import { type Decision, decide, type Who } from '../core/state-machine.ts';
import {
  defaultName,
  type LicenseeAction,
  type LicenseeStatus,
  licenseeStates,
  type Pair,
  refuseEligibility,
  refusePair,
} from './rules.ts';

const no = 'refused';
const outcome = (decision: Decision<LicenseeStatus>) => ('refused' in decision ? no : decision.to);
const facts = (linked: boolean) => ({ 'buyer linked': linked, 'buyer not linked': !linked });

type Row = Record<LicenseeStatus | 'New', string>;
const nothing: Row = { New: no, Active: no, Enabled: no, Disabled: no, Deleted: no };
const people: Partial<Record<LicenseeAction, Row>> = {
  create: { ...nothing, New: 'Active' },
  disable: { ...nothing, Active: 'Disabled', Enabled: 'Disabled' },
  enable: { ...nothing, Disabled: 'Active' },
  delete: { ...nothing, Active: 'Deleted', Enabled: 'Deleted', Disabled: 'Deleted' },
};
const system: Partial<Record<LicenseeAction, Row>> = {
  activate: { ...nothing, Enabled: 'Active' },
  deactivate: { ...nothing, Active: 'Enabled' },
  disable: people.disable!,
};

describe.each<[Who, Partial<Record<LicenseeAction, Row>>]>([
  ['client', people],
  ['operations', people],
  ['system', system],
])('a licensee of a linked buyer, by %s', (by, table) => {
  test.each(['create', 'activate', 'deactivate', 'enable', 'disable', 'delete'] as const)('%s', (action) => {
    for (const status of ['New', ...licenseeStates.states] as const)
      expect(outcome(decide(licenseeStates, { status, action, by, facts: facts(true) })), status).toBe((table[action] ?? nothing)[status]);
  });
});

describe('without a link of the buyer with the ERP', () => {
  test.each([
    ['New', 'create'],
    ['Disabled', 'enable'],
  ] as const)('%s, %s: Enabled', (status, action) => {
    expect(outcome(decide(licenseeStates, { status, action, by: 'client', facts: facts(false) }))).toBe('Enabled');
  });
});

describe('whether a buyer and a seller can be relied on', () => {
  const pair = (change: Partial<Pair>): Pair => ({
    buyerStatus: 'Active',
    buyerIsDisabled: false,
    sellerStatus: 'Active',
    linkStatus: 'Active',
    ...change,
  });
  test.each<[string, Partial<Pair>, string | undefined]>([
    ['all Active', {}, undefined],
    ['an Enabled buyer', { buyerStatus: 'Enabled' }, undefined],
    ['a buyer out of step with the ERP', { buyerStatus: 'Mismatch' }, undefined],
    ['a disabled buyer below a mismatch', { buyerStatus: 'Mismatch', buyerIsDisabled: true }, 'buyer-not-usable'],
    ['a Disabled buyer', { buyerStatus: 'Disabled', buyerIsDisabled: true }, 'buyer-not-usable'],
    ['a buyer of nobody', { buyerStatus: 'Unassigned' }, 'buyer-not-usable'],
    ['a buyer in conflict', { buyerStatus: 'Conflict' }, 'buyer-not-usable'],
    ['no link', { linkStatus: undefined, sellerStatus: undefined }, 'not-linked'],
    ['a link that was taken away', { linkStatus: 'Disabled' }, 'not-linked'],
    ['a blocked link', { linkStatus: 'Blocked' }, 'link-blocked'],
    ['a seller under maintenance', { sellerStatus: 'Offline' }, undefined],
    ['a disabled seller', { sellerStatus: 'Disabled' }, 'seller-not-usable'],
    ['a deleted seller', { sellerStatus: 'Deleted' }, 'seller-not-usable'],
  ])('%s', (_, change, id) => expect(refusePair(pair(change))?.id).toBe(id));
});

describe('for whom a licensee may be', () => {
  test.each([
    ['client', { client: true, partner: false }, { client: true, partner: false }, undefined],
    ['client, of an account that says nothing', { client: true }, null, undefined],
    ['both', { client: true, partner: true }, { client: true, partner: true }, 'content'],
    ['neither', {}, { client: true }, 'content'],
    ['resale, of a partner', { partner: true }, { client: true, partner: true }, undefined],
    ['resale, of no partner', { partner: true }, { client: true, partner: false }, 'state'],
    ['client, of a partner only', { client: true }, { client: false, partner: true }, 'state'],
  ] as const)('%s', (_, wanted, account, fault) => expect(refuseEligibility(wanted, account)?.fault).toBe(fault));
});

test('a licensee without a name is called after buyer, city and seller', () => {
  expect(defaultName('Harbour', 'Zug', 'SEL-1')).toBe('Harbour-Zug-SEL-1');
  expect(defaultName('Harbour', undefined, 'SEL-1')).toBe('Harbour-SEL-1');
  expect(defaultName('x'.repeat(600), 'Zug', 'SEL-1')).toHaveLength(500);
});
