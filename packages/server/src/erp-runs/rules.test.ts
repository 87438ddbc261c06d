import { describe, expect, test } from 'vitest';
import type { BuyerStatus } from '../buyers/index.ts';
import { completed } from './known-address.ts';
import { planFor } from './rules.ts';
import type { KnownBuyer, KnownLink, Situation, StagedRecord } from './situation.ts';
import { address } from './testing.ts';

const record = (more: Partial<StagedRecord> = {}): StagedRecord => ({
  buyerKey: 'S1',
  sellerId: 'SEL-1',
  sellerKey: 'EX_CH',
  accountKey: null,
  name: 'Harbour',
  taxNumber: 'T1',
  address,
  ...more,
});

const buyer = (more: Partial<KnownBuyer> = {}): KnownBuyer => ({
  id: 'BUY-1',
  account_id: 'ACC-1',
  name: 'Harbour',
  status: 'Active',
  is_disabled: false,
  tax_number: 'T1',
  address,
  erp_contact_key: 'C1',
  erp_buyer_key: 'S1',
  account_external_key: null,
  ...more,
});

const link = (more: Partial<KnownLink> = {}): KnownLink => ({
  id: 'ERP-1',
  seller_id: 'SEL-1',
  status: 'Active',
  erp_contact_key: 'C1',
  erp_buyer_key: 'S1',
  account_external_key: null,
  erp_name: 'Harbour',
  address,
  is_used: false,
  ...more,
});

const situation = (more: Partial<Situation> = {}): Situation => ({
  contactKey: 'C1',
  records: [record()],
  buyer: buyer(),
  errors: [],
  links: [link()],
  wasDeleted: false,
  ...more,
});

const nobodys = { account_id: null, status: 'Unassigned' as const };
const other = [record({ name: 'Other' })];
const known = {
  id: 'name-differs',
  message: 'The name is another in the ERP. The ERP says "Other", here it is "Harbour".',
  parameters: { ours: 'Harbour', erp: 'Other' },
};

describe('the status of a buyer and its one event', () => {
  test.each<[string, Partial<Situation>, BuyerStatus, string | undefined]>([
    ['that agrees', {}, 'Active', undefined],
    ['that is disabled and agrees', { buyer: buyer({ status: 'Disabled', is_disabled: true }) }, 'Disabled', undefined],
    ['that differs', { records: other }, 'Mismatch', 'mismatched'],
    ['that is disabled and differs', { records: other, buyer: buyer({ status: 'Disabled', is_disabled: true }) }, 'Mismatch', 'mismatched'],
    ['that differs as before', { records: other, buyer: buyer({ status: 'Mismatch' }), errors: [known] }, 'Mismatch', undefined],
    [
      'that differs in something else too',
      { records: [record({ name: 'Other', taxNumber: 'T2' })], buyer: buyer({ status: 'Mismatch' }), errors: [known] },
      'Mismatch',
      'mismatched',
    ],
    ['that agrees again', { buyer: buyer({ status: 'Mismatch' }), errors: [known] }, 'Active', 'resolved'],
    [
      'that agrees again and was disabled',
      { buyer: buyer({ status: 'Mismatch', is_disabled: true }), errors: [known] },
      'Disabled',
      'resolved',
    ],
    [
      'whose line cannot be read',
      { records: [record({ name: null })], buyer: buyer({ status: 'Mismatch' }), errors: [known] },
      'Mismatch',
      undefined,
    ],
    ['that is nobody’s and agrees', { buyer: buyer(nobodys) }, 'Unassigned', undefined],
    ['that is nobody’s and differs', { records: other, buyer: buyer(nobodys) }, 'Unassigned', 'updated'],
    [
      'that is nobody’s and ambiguous',
      { records: [record(), record({ buyerKey: 'S2' })], buyer: buyer(nobodys) },
      'Conflict',
      'conflicted',
    ],
    [
      'that is ambiguous no more',
      { buyer: buyer({ ...nobodys, status: 'Conflict' }), errors: [{ ...known, id: 'contact-twice' }] },
      'Unassigned',
      'resolved',
    ],
    ['that has another customer record', { buyer: buyer({ erp_buyer_key: 'S9' }) }, 'Mismatch', 'mismatched'],
    ['that lacks its customer record', { buyer: buyer({ erp_buyer_key: null }) }, 'Active', 'updated'],
    ['that is not linked', { records: other, buyer: buyer({ status: 'Enabled' }) }, 'Enabled', 'updated'],
  ])('%s', (_, given, status, word) => {
    const plan = planFor(situation(given));
    expect([plan.status, plan.buyer?.word]).toEqual([status, word]);
  });

  test('is asked for by an operator: the data are taken over and recorded, whatever there was', () => {
    const plan = planFor(situation({ records: other, buyer: buyer({ status: 'Mismatch', erp_buyer_key: 'S9' }), errors: [known] }), {
      takeOver: true,
    });
    expect(plan).toMatchObject({
      buyer: { word: 'synchronized', columns: { name: 'Other', erp_buyer_key: 'S1', status: 'Active' } },
      errors: [],
    });
    expect(planFor(situation(), { takeOver: true }).buyer?.word).toBe('synchronized');
  });
});

describe('a plan', () => {
  test('carried out leaves nothing to do', () => {
    for (const given of [
      { records: other, buyer: buyer(nobodys) },
      { records: other },
      { records: [record(), record({ buyerKey: 'S2' })] },
    ]) {
      const before = situation(given);
      const plan = planFor(before);
      const after = situation({ ...given, buyer: { ...before.buyer!, ...plan.buyer!.columns }, errors: plan.errors ?? [] });
      expect(planFor({ ...after, links: plan.links.map((one) => link(one.columns)) })).toMatchObject({ links: [] });
      expect(planFor({ ...after, links: plan.links.map((one) => link(one.columns)) })).not.toHaveProperty('buyer');
    }
  });

  test('for a new contact takes of each value the first that any seller knows', () => {
    const records = [
      record({ taxNumber: null, address: null }),
      record({ sellerId: 'SEL-2', sellerKey: 'EX_DE', name: 'Zweite', accountKey: 'G1' }),
    ];
    const plan = planFor(situation({ buyer: undefined, links: [], records }));
    expect(plan.buyer).toEqual({
      word: 'created',
      columns: {
        name: 'Harbour',
        status: 'Unassigned',
        tax_number: 'T1',
        address,
        erp_contact_key: 'C1',
        erp_buyer_key: 'S1',
        account_external_key: 'G1',
      },
    });
    expect(plan.links.map(({ word }) => word)).toEqual(['created', 'created']);
  });

  test.each<[string, Partial<Situation>]>([
    ['lines that cannot be read', { buyer: undefined, links: [], records: [record({ name: null })] }],
    ['a buyer deleted on purpose', { buyer: undefined, links: [], wasDeleted: true }],
  ])('for %s does nothing', (_, given) => {
    expect(planFor(situation(given))).toEqual({ links: [], status: undefined });
  });
});

describe('a link', () => {
  const two = record({ sellerId: 'SEL-2', sellerKey: 'EX_DE' });
  test.each<[string, Partial<Situation>, (string | undefined)[]]>([
    ['that agrees', {}, []],
    ['of a new seller', { records: [record(), two] }, ['created']],
    ['that the seller knows otherwise', { links: [link({ erp_name: 'Before' })] }, ['updated']],
    ['made by hand that the ERP has too', { links: [link({ erp_contact_key: null, erp_buyer_key: null, erp_name: null })] }, ['updated']],
    ['that was disabled', { links: [link({ status: 'Disabled' })] }, ['restored']],
    ['that is blocked', { links: [link({ status: 'Blocked' })] }, []],
    ['that is gone', { records: [two], links: [link(), link({ id: 'ERP-2', seller_id: 'SEL-2' })] }, ['removed']],
    ['that is gone and blocked', { records: [], links: [link({ status: 'Blocked' })] }, []],
    ['that is gone and made by hand', { records: [], links: [link({ erp_buyer_key: null })] }, []],
    ['that is gone and used', { records: [], links: [link({ is_used: true })] }, []],
    ['whose line cannot be read', { records: [record({ name: null })], links: [link({ erp_name: 'Before' })] }, []],
    ['of an ambiguous contact', { records: [record({ buyerKey: 'S2' }), two] }, []],
  ])('%s', (_, given, words) => {
    expect(planFor(situation(given)).links.map(({ word }) => word)).toEqual(words);
  });

  test('that is gone stays while nobody knows what is missing, and what was said of it stays too', () => {
    const told = { id: 'pair-gone', message: 'x', parameters: {} };
    const plan = planFor(situation({ records: [], errors: [told], buyer: buyer({ status: 'Mismatch' }) }), { isIncomplete: true });
    expect(plan).toEqual({ links: [], status: 'Mismatch' });
    const differing = situation({ records: [], errors: [known], buyer: buyer({ status: 'Mismatch' }) });
    expect(planFor(differing, { isIncomplete: true })).toEqual({ links: [], status: 'Mismatch' });
    expect(planFor(differing)).toMatchObject({ status: 'Active', errors: [] });
  });
});

test.each<[string, Parameters<typeof completed>, unknown]>([
  ['what the ERP knows wins', [address, { city: 'Baar' }], { ...address, city: 'Baar' }],
  [
    'what nobody knows is unknown',
    [null, { city: 'Zug', country: 'CH' }],
    { addressLine1: 'unknown', postCode: 'unknown', city: 'Zug', state: 'unknown', country: 'CH' },
  ],
  ['without a country there is none', [null, { city: 'Zug' }], null],
  ['an ERP that knows nothing changes nothing', [address, null], address],
])('of an address %s', (_, [ours, erp], expected) => {
  expect(completed(ours, erp)).toEqual(expected);
});
