import { moduleFacts } from '@tenantry/contract/modules';
import { describe, expect, test } from 'vitest';
import { keptBuyers, refuseDefaultModules, refuseDeletion } from './rules.ts';

const id = (code: keyof typeof moduleFacts) => moduleFacts[code].id;
const basic = [id('access-management'), id('account-management')];

describe('deleting a group', () => {
  test.each([
    [{ isDefault: true, members: 0 }, 'default-group'],
    [{ isDefault: true, members: 3 }, 'default-group'],
    [{ isDefault: false, members: 1 }, 'group-has-members'],
    [{ isDefault: false, members: 0 }, undefined],
  ])('%o: %s', (group, expected) => expect(refuseDeletion(group)?.id).toBe(expected));
});

describe('the modules of the default group', () => {
  test.each([
    ['an administrator', basic, 'Client', false, 'default-group-modules'],
    ['without a mandatory one', [basic[0]!], 'Client', true, 'module-mandatory'],
    ['with one of another type', [...basic, id('catalog-management')], 'Client', true, 'module-not-for-type'],
    ['within the rules', [...basic, id('billing')], 'Client', true, undefined],
    ['of a vendor', [...basic, id('catalog-management')], 'Vendor', true, undefined],
  ] as const)('%s', (_, modules, type, byOperator, expected) =>
    expect(refuseDefaultModules([...modules], type, byOperator)?.id).toBe(expected),
  );
});

describe('the buyer scope', () => {
  test('is kept with a module that honours it and dropped without one', () => {
    expect(keptBuyers([id('new-marketplace')], ['BUY-1'])).toEqual(['BUY-1']);
    expect(keptBuyers([id('billing')], ['BUY-1'])).toBeNull();
    expect(keptBuyers([id('new-marketplace')], null)).toBeNull();
  });
});
