import { describe, expect, test } from 'vitest';
import { parseListQuery } from './list-query.ts';
import { applySelect, compileSelect, wants } from './select.ts';

const row = {
  id: 'USR-1',
  name: 'N',
  address: { city: 'C', state: 'S' },
  groups: [
    { id: 'UGR-1', name: 'G1', buyers: 1 },
    { id: 'UGR-2', name: 'G2', buyers: 2 },
  ],
  user: { id: 'USR-9', name: 'U', email: 'e', audit: { created: 1, updated: 2 } },
  audit: { created: { at: 'x', by: { id: 'a', name: 'b' } }, updated: { at: 'y' } },
};
const omittedByDefault = ['audit', 'user.audit'];
const names = [
  'id',
  'name',
  'address',
  'groups',
  'user',
  'audit',
  'groups.id',
  'groups.name',
  'user.name',
  'user.audit',
  'user.audit.created',
  'audit.created',
  'audit.created.at',
  'address.city',
];
const terms = (text: string) => parseListQuery(`select=${text}`).select;
const select = (text: string) => applySelect(row, terms(text), omittedByDefault, (path) => names.includes(path));
const { audit, ...shown } = row;
const { audit: userAudit, ...user } = row.user;
const plain = { ...shown, user };

const selections: [text: string, value: object, omitted: string[]][] = [
  ['', plain, ['audit', 'user.audit']],
  ['audit', { ...plain, audit }, ['user.audit']],
  ['+audit,+user.audit', row, []],
  ['name', plain, ['audit', 'user.audit']],
  ['-name', { id: 'USR-1', address: row.address, groups: row.groups, user }, ['audit', 'user.audit']],
  ['-config,-address.nothing', plain, ['audit', 'user.audit']],
  ['-id,-name,-address,-groups,-user', { id: 'USR-1' }, ['audit', 'user.audit']],
  ['-*', { id: 'USR-1' }, ['audit', 'user.audit']],
  ['-*,+id,+name', { id: 'USR-1', name: 'N' }, ['audit', 'user.audit']],
  ['+name,-*', { id: 'USR-1', name: 'N' }, ['audit', 'user.audit']],
  ['-*,user', { id: 'USR-1', user }, ['audit', 'user.audit']],
  ['+*', { ...plain, audit }, ['user.audit']],
  ['-name,+name', plain, ['audit', 'user.audit']],
  ['+name,-name', { id: 'USR-1', address: row.address, groups: row.groups, user }, ['audit', 'user.audit']],
  ['-address.city', { ...plain, address: { state: 'S' } }, ['audit', 'user.audit']],
  ['+address.city', { ...plain, address: { city: 'C' } }, ['audit', 'user.audit']],
  ['+address,+address.city', plain, ['audit', 'user.audit']],
  ['-groups.name', { ...plain, groups: row.groups.map(({ id, buyers }) => ({ id, buyers })) }, ['audit', 'user.audit']],
  ['+groups.id', { ...plain, groups: [{ id: 'UGR-1' }, { id: 'UGR-2' }] }, ['audit', 'user.audit']],
  ['-*,+groups.id', { id: 'USR-1', groups: [{ id: 'UGR-1' }, { id: 'UGR-2' }] }, ['audit', 'user.audit']],
  ['-groups,+groups.name', { ...plain, groups: [{ name: 'G1' }, { name: 'G2' }] }, ['audit', 'user.audit']],
  ['-user.*,+user.name', { ...plain, user: { name: 'U' } }, ['audit', 'user.audit']],
  ['+user.audit', { ...plain, user: row.user }, ['audit']],
  ['+user.audit.created', { ...plain, user: { ...user, audit: { created: 1 } } }, ['audit']],
  ['+user.name,+user.audit', { ...plain, user: { name: 'U', audit: userAudit } }, ['audit']],
  ['+user.*', { ...plain, user: row.user }, ['audit']],
  ['+audit.created.at', { ...plain, audit: { created: { at: 'x' } } }, ['user.audit']],
  ['-user', { id: 'USR-1', name: 'N', address: row.address, groups: row.groups }, ['audit', 'user.audit']],
];

describe('what a selection leaves of an object', () => {
  test.each(selections)('select=%s', (text, value, omitted) => {
    const before = structuredClone(row);
    expect(select(text)).toEqual({ value, omitted });
    expect(row).toEqual(before);
  });

  test.each([
    ['+config', "Invalid property path. 'config' at position 8"],
    ['name,user.foo', "Invalid property path. 'user.foo' at position 12"],
    ['+foo.*', "Invalid property path. 'foo.*' at position 8"],
  ])('an unknown name in select=%s is refused', (text, message) => {
    expect(() => select(text)).toThrow(message);
  });

  test('values that write themselves are not taken apart', () => {
    const at = new Date(0);
    const value = { id: 'x', at, list: [at, 1, null], nothing: null };
    expect(applySelect(value, terms('-at.foo,-list.foo,-nothing.foo,-other'), [], () => true).value).toEqual(value);
  });

  test('a property called __proto__ stays a property', () => {
    const value = JSON.parse('{"id":"x","__proto__":{"polluted":true},"b":1}') as object;
    const kept = applySelect(value, terms('-b'), [], () => true).value;
    expect(Object.keys(kept)).toEqual(['id', '__proto__']);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });

  test('one selection serves every row', () => {
    const selection = compileSelect(terms('-*,+name'), omittedByDefault, () => true);
    expect([1, 2].map((id) => selection.apply({ id, name: 'N', age: 3 }))).toEqual([
      { id: 1, name: 'N' },
      { id: 2, name: 'N' },
    ]);
    expect(selection.omitted).toEqual(['audit', 'user.audit']);
    expect(selection.wants('age')).toBe(false);
  });
});

describe('what a query may skip', () => {
  test.each([
    ['', 'audit', false],
    ['', 'name', true],
    ['audit', 'audit', true],
    ['audit', 'audit.created', true],
    ['audit.created.at', 'audit', true],
    ['audit.created.at', 'audit.created.at', true],
    ['audit.created.at', 'audit.updated', false],
    ['-name', 'name', false],
    ['-*', 'name', false],
    ['-*', 'id', true],
    ['-*,name', 'name', true],
    ['-*,groups.id', 'groups', true],
    ['-*,groups.id', 'groups.name', false],
    ['-user', 'user.name', false],
    ['', 'user.audit', false],
    ['+user.audit', 'user.audit', true],
  ])('select=%s wants %s: %s', (text, path, expected) => {
    expect(wants(terms(text), path, omittedByDefault)).toBe(expected);
  });
});
