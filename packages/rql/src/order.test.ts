import { describe, expect, test } from 'vitest';
import type { Fields } from './fields.ts';
import { parseListQuery } from './list-query.ts';
import { compileOrder } from './order.ts';

const fields: Fields = {
  id: { type: 'id', sql: 'u.id', nullable: false },
  name: { type: 'text', sql: 'u.name', orderSql: 'u.name collate "und-x-icu"' },
  'audit.created.at': { type: 'datetime', sql: 'u.created_at', nullable: false },
  lastUsed: { type: 'datetime', sql: 'u.last_used', nullable: true },
  secret: { type: 'text', sql: 'u.secret', order: false },
  groups: { type: 'collection', from: 'g', where: 'true', fields: {} },
};
const compile = (order: string) => compileOrder(parseListQuery(`order=${order}`).order, fields, 'u.id');

describe('an order and its reverse', () => {
  test.each([
    ['', 'u.id asc', 'u.id desc'],
    ['audit.created.at', 'u.created_at asc, u.id asc', 'u.created_at desc, u.id desc'],
    ['-audit.created.at', 'u.created_at desc, u.id desc', 'u.created_at asc, u.id asc'],
    ['lastUsed', 'u.last_used asc nulls last, u.id asc', 'u.last_used desc nulls first, u.id desc'],
    ['-lastUsed', 'u.last_used desc nulls last, u.id desc', 'u.last_used asc nulls first, u.id asc'],
    ['+name', '(u.name collate "und-x-icu") asc, u.id asc', '(u.name collate "und-x-icu") desc, u.id desc'],
    ['-id', 'u.id desc', 'u.id asc'],
    ['id,-audit.created.at', 'u.id asc, u.created_at desc', 'u.id desc, u.created_at asc'],
    ['audit.created.at,-audit.created.at', 'u.created_at asc, u.id asc', 'u.created_at desc, u.id desc'],
  ])('%s', (order, sql, reversedSql) => {
    expect(compile(order)).toMatchObject({ sql, reversedSql });
  });

  test('the keys name what a seek has to compare, the tie-breaker last', () => {
    expect(compile('-lastUsed,audit.created.at').keys).toEqual([
      { sql: 'u.last_used', descending: true, nullable: true },
      { sql: 'u.created_at', descending: false, nullable: false },
      { sql: 'u.id', descending: false, nullable: false },
    ]);
  });

  test.each([
    ['foo', "Invalid property path. 'foo' at position 6"],
    ['name,-foo.bar', "Invalid property path. 'foo.bar' at position 12"],
    ['toString', "Invalid property path. 'toString' at position 6"],
    ['secret', "Invalid property path. Not a field to order by, 'secret' at position 6"],
    ['groups', "Invalid property path. Not a field to order by, 'groups' at position 6"],
    ['groups.id', "Invalid property path. 'groups.id' at position 6"],
  ])('%s is refused', (order, message) => {
    expect(() => compile(order)).toThrow(message);
  });
});
