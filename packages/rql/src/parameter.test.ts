import { describe, expect, test } from 'vitest';
import { compile } from '../test/user-fields.ts';
import { RqlError } from './error.ts';

const refuse = (message: string, filter: (text: string) => string, texts: string[]) =>
  texts.map((text): [filter: string, message: string] => [filter(text), message]);

const misfits: [filter: string, message: string][] = [
  ['eq(audit.created.at,x)', "Invalid value, expected a date like 2026-01-31 or 2026-01-31T10:00:00.000Z. 'x' at position 20"],
  ...refuse('Invalid value, expected a date like', (text) => `eq(audit.created.at,${text})`, [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '2026-01-31T24:00',
    '2026-01-31T10:60',
    '2026-01-31T10:00:60Z',
    '2026-1-1',
    'now',
    "'2026-01-31T10:00:00+16:00'",
    "''",
  ]),
  ...refuse('Invalid value, expected a whole number.', (text) => `eq(revision,${text})`, [
    'x',
    '1.5',
    '1e3',
    '9223372036854775808',
    "''",
    '0x10',
    '١',
  ]),
  ...refuse('Invalid value, expected a number.', (text) => `eq(score,${text})`, ['x', '1e999', 'NaN', 'Infinity', "''", '1'.repeat(41)]),
  ...refuse('Invalid value, expected true or false.', (text) => `eq(sso,${text})`, ['1', 'yes', "''"]),
  ['in(revision,(1,x))', "Invalid value, expected a whole number. 'x' at position 15"],
  ['lt(sso,true)', "The operator 'lt' does not apply to this field. 'sso' at position 3"],
  ['like(revision,1*)', "The operator 'like' does not apply to this field. 'revision' at position 5"],
  ['ilike(audit.created.at,2026*)', "The operator 'ilike' does not apply to this field."],
  ['contains(sso,t)', "The operator 'contains' does not apply to this field."],
  ['lt(name,null())', 'Invalid value, null() does not apply here. at position 8'],
  ['like(name,empty())', 'Invalid value, empty() does not apply here. at position 10'],
  ['eq(revision,empty())', 'Invalid value, empty() does not apply here. at position 12'],
  ['in(revision,(1,empty()))', 'Invalid value, empty() does not apply here. at position 15'],
  ['eq(name,revision)', "Invalid value, the two fields are of different types. 'revision' at position 8"],
];

describe('values must fit their field', () => {
  test.each([
    ['2026-01-31', '2026-01-31T00:00:00.000000+00:00'],
    ['2026-01-31T10:00:00+00:00', '2026-01-31T10:00:00.000000+00:00'],
    ['2026-01-31T10:00:00.123456-05:30', '2026-01-31T10:00:00.123456-05:30'],
    ['2026-01-31T10:00:00.000Z', '2026-01-31T10:00:00.000000+00:00'],
    ['2026-01-31T10:00', '2026-01-31T10:00:00.000000+00:00'],
    ['2026-01-31 10:00:00z', '2026-01-31T10:00:00.000000+00:00'],
    ['2026-01-31T10:00:00.123456789+0200', '2026-01-31T10:00:00.123456+02:00'],
    ['2026-01-31T10:00:00+02', '2026-01-31T10:00:00.000000+02:00'],
    ['2026-01-31T10:00:00 02:00', '2026-01-31T10:00:00.000000+02:00'],
    ['2024-02-29', '2024-02-29T00:00:00.000000+00:00'],
  ])('the moment %s, quoted or bare', (text, value) => {
    const expected = { sql: 'u.created_at >= $1::timestamptz', parameters: [value] };
    expect(compile(`ge(audit.created.at,'${text}')`)).toEqual(expected);
    expect(compile(`ge(audit.created.at,${text})`)).toEqual(expected);
  });

  test.each([
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['+3', '3'],
    ['3.0', '3'],
    ['007', '7'],
  ])('the whole number %s keeps every digit', (text, value) => {
    expect(compile(`eq(revision,${text})`).parameters).toEqual([value]);
  });

  test.each(misfits)('%s', (filter, message) => {
    expect(() => compile(filter)).toThrow(RqlError);
    expect(() => compile(filter)).toThrow(message);
  });
});
