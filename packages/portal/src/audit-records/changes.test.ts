import { describe, expect, it } from 'vitest';
import { changesOf, listDifference } from './changes.ts';
import { sampleRecord } from './samples.ts';

describe('changesOf', () => {
  it('pairs what the changed fields were with what they are, and leaves the others out', () => {
    expect(changesOf(sampleRecord())).toEqual([
      { field: 'name', before: 'Export', after: 'Nightly export' },
      { field: 'modules', before: ['MOD-1756', 'MOD-9042'], after: ['MOD-1756', 'MOD-1239'] },
    ]);
  });

  it('goes into objects, so that a new street does not show the whole address', () => {
    const documents = {
      account: { id: 'ACC-1', address: { city: 'Zug', addressLine1: 'Bahnhofstrasse 2' } },
      previous: { address: { city: 'Zug', addressLine1: 'Bahnhofstrasse 1' } },
    };
    const record = sampleRecord({ object: { id: 'ACC-1', name: 'Example AG', objectType: 'Account' }, documents });
    expect(changesOf(record)).toEqual([{ field: 'address.addressLine1', before: 'Bahnhofstrasse 1', after: 'Bahnhofstrasse 2' }]);
  });

  it('tells the groups of a membership before and after', () => {
    const [before, after] = [[{ id: 'UGR-1', name: 'Buyers' }], [{ id: 'UGR-2', name: 'Finance' }]];
    const object = { id: 'AUSR-1', name: 'Bo Lind', objectType: 'AccountUser' };
    const documents = { accountUser: { id: 'AUSR-1' }, groups: after, groupsBefore: before };
    expect(changesOf(sampleRecord({ object, documents }))).toEqual([{ field: 'groups', before, after }]);
  });

  it('lists the values at creation without the id and without empty fields', () => {
    const documents = { apiToken: { id: 'TKN-1', name: 'Export', description: null, modules: [], status: 'Active' } };
    expect(changesOf(sampleRecord({ event: 'platform.accounts.api_token.created', documents }))).toEqual([
      { field: 'name', before: undefined, after: 'Export' },
      { field: 'status', before: undefined, after: 'Active' },
    ]);
  });

  it('finds nothing when no stored field changed, or when there are no documents', () => {
    const event = 'platform.accounts.api_token.revealed';
    expect(changesOf(sampleRecord({ event, documents: { apiToken: { id: 'TKN-1', name: 'Export' }, previous: {} } }))).toEqual([]);
    const { documents: _, ...bare } = sampleRecord();
    expect(changesOf(bare)).toEqual([]);
  });

  const changed = (before: unknown, after: unknown) =>
    changesOf(sampleRecord({ documents: { apiToken: { id: 'TKN-1', it: after }, previous: { it: before } } }));

  it('tells a reference to another object as one thing, and another name of the same object as its name', () => {
    const [one, other] = [
      { id: 'SEL-1', name: 'North' },
      { id: 'SEL-2', name: 'South' },
    ];
    expect(changed(one, other)).toEqual([{ field: 'it', before: one, after: other }]);
    expect(changed(null, one)).toEqual([{ field: 'it', before: null, after: one }]);
    expect(changed(one, { ...one, name: 'Far north' })).toEqual([{ field: 'it.name', before: 'North', after: 'Far north' }]);
  });

  it.each([
    ['null to a value', null, 'x'],
    ['a value to null', 'x', null],
    ['false to true', false, true],
    ['zero to none', 0, null],
    ['a list to none', ['a'], null],
  ])('tells %s', (_, before, after) => {
    expect(changed(before, after)).toEqual([{ field: 'it', before, after }]);
  });

  it.each([
    ['null and an empty text', null, ''],
    ['nothing and an empty list', undefined, []],
  ])('sees no difference between %s', (_, before, after) => {
    expect(changed(before, after)).toEqual([]);
  });

  it('tells a secret that is stored as stars, although both are the same stars', () => {
    expect(changed('***', '***')).toEqual([{ field: 'it', before: '***', after: '***' }]);
    expect(changed('••••••', '••••••')).toHaveLength(1);
  });

  it('tells things without an id apart by all that they are', () => {
    expect(listDifference([{ code: 'CHF' }, { code: 'EUR' }], [{ code: 'CHF' }, { code: 'USD' }])).toEqual({
      added: [{ code: 'USD' }],
      removed: [{ code: 'EUR' }],
    });
  });
});
