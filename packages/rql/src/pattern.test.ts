import { describe, expect, test } from 'vitest';
import { compile } from '../test/user-fields.ts';

const patterns: [text: string, operator: string, value: string][] = [
  ['*x*', 'like', '%x%'],
  ['*x', 'like', '%x'],
  ['x*', 'like', 'x%'],
  ['x', '=', 'x'],
  ['a*b', '=', 'a*b'],
  ['*a*b*', 'like', '%a*b%'],
  ['\\*x', '=', '*x'],
  ['x\\*', '=', 'x*'],
  ['\\*x\\*', '=', '*x*'],
  ['*x\\*', 'like', '%x*'],
  ['\\*x*', 'like', '*x%'],
  ['\\*', '=', '*'],
  ['*\\*', 'like', '%*'],
  ['*', 'like', '%'],
  ['**', 'like', '%%'],
  ['', '=', ''],
  ['100%', '=', '100%'],
  ['100%*', 'like', '100\\%%'],
  ['*a_b\\c*', 'like', '%a\\_b\\\\c%'],
];

describe('patterns', () => {
  test.each(patterns)('%s', (text, operator, value) => {
    expect(compile(`like(name,'${text}')`)).toEqual({ sql: `u.name ${operator} $1::text`, parameters: [value] });
    expect(compile(`ilike(name,'${text}')`)).toEqual({ sql: `lower(u.name) ${operator} lower($1::text)`, parameters: [value] });
    expect(compile(`not(ilike(name,'${text}'))`)).toEqual({
      sql: `(lower(u.name) ${operator} lower($1::text)) is not true`,
      parameters: [value],
    });
  });

  test.each([
    ['startsWith', '*x\\_%'],
    ['contains', '%*x\\_%'],
    ['endsWith', '%*x\\_'],
  ])('a star is itself in %s', (operator, pattern) => {
    expect(compile(`${operator}(name,'*x_')`)).toEqual({ sql: 'u.name like $1::text', parameters: [pattern] });
  });

  test('a searched field is narrowed down by its index and then compared precisely', () => {
    expect(compile("ilike(email,'*A_b*')")).toEqual({
      sql: '(u.search_text like lower($1::text) and lower(u.email) like lower($2::text))',
      parameters: ['%A\\_b%', '%A\\_b%'],
    });
    expect(compile('like(email,a*)')).toEqual({
      sql: '(u.search_text like lower($1::text) and u.email like $2::text)',
      parameters: ['%a%', 'a%'],
    });
    expect(compile('ilike(email,x)').parameters).toEqual(['%x%', 'x']);
  });

  test('the searched text is never asked under not, where it would drop too many rows, nor for nothing', () => {
    expect(compile("not(ilike(email,'*x*'))").sql).toBe('(lower(u.email) like lower($1::text)) is not true');
    expect(compile("ilike(email,'*')").sql).toBe('lower(u.email) like lower($1::text)');
  });
});
