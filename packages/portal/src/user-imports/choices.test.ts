import { describe, expect, it } from 'vitest';
import { type Choices, createIt, faultOf, namesToDecide, noChoices, optionsOf, sameChoices } from './choices.ts';

const some: Choices = {
  columns: { email: 3, phone: 0 },
  groups: ['UGR-1'],
  unknown: { Warehouse: createIt, Financ: 'UGR-2' },
  modules: ['MOD-1239'],
  administrators: true,
};

describe('optionsOf', () => {
  it('says nothing of what nobody chose', () => expect(optionsOf(noChoices)).toEqual({}));

  it('writes every choice as the API takes it', () => {
    expect(optionsOf(some)).toEqual({
      mapping: { email: 3, phone: 0 },
      groups: [{ id: 'UGR-1' }],
      groupMapping: { Financ: { id: 'UGR-2' } },
      createGroups: ['Warehouse'],
      createGroupModules: [{ id: 'MOD-1239' }],
      allowDefaultGroup: true,
    });
  });

  it('sends no modules when no group is created', () => {
    expect(optionsOf({ ...noChoices, modules: ['MOD-1239'] })).toEqual({});
  });
});

it('tells choices apart by what would be sent', () => {
  expect(sameChoices(noChoices, { ...noChoices, modules: ['MOD-1239'] })).toBe(true);
  expect(sameChoices(noChoices, { ...noChoices, administrators: true })).toBe(false);
});

it.each([
  [noChoices, undefined],
  [some, undefined],
  [{ ...noChoices, columns: { email: 1, phone: 1 } }, 'columns.twice'],
  [{ ...some, modules: [] }, 'groups.modulesMissing'],
] as const)('refuses a column chosen twice and new groups without modules', (choices, fault) => expect(faultOf(choices)).toBe(fault));

it('asks again about names that were decided before, which the check no longer mentions', () => {
  expect(namesToDecide({ unknownGroups: [{ name: 'Sales', rows: 3 }] }, some)).toEqual([
    { name: 'Sales', rows: 3 },
    { name: 'Warehouse' },
    { name: 'Financ' },
  ]);
});
