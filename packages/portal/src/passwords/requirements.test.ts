import { describe, expect, it } from 'vitest';
import { judge, type Policy } from './requirements.ts';

const modern: Policy = { kind: 'modern', lengthMin: 15 };
const classic: Policy = { kind: 'classic', lengthMin: 8 };
const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

const open = (policy: Policy, password: string, repeat = password, person?: typeof ada) =>
  judge(policy, { password, repeat }, person)
    .filter((one) => !one.met)
    .map((one) => one.requirement);

describe('judge', () => {
  it.each([
    ['', ['length', 'same']],
    ['fourteen chars', ['length']],
    ['correct horse battery', []],
    ['😀🎈🐙🍋🚲🪁🌵🧩🦉🎻🛶🥝🪵🧭🦒', []],
    [`${'e\u0301'.repeat(3)}xyzzy plugh`, ['length']],
  ])('asks of %j, under the modern policy, %j', (password, missing) => {
    expect(open(modern, password)).toEqual(missing);
  });

  it.each([
    ['Tr0ub4d&r', []],
    ['tr0ub4d&r', ['upper']],
    ['TR0UB4D&R', ['lower']],
    ['Troubad&r', ['digit']],
    ['Tr0ub4dor', ['special']],
    ['Tr0 b4dor', ['special']],
  ])('asks of %j, under the classic policy, %j', (password, missing) => {
    expect(open(classic, password)).toEqual(missing);
  });

  it('wants both entries the same, to the last character', () => {
    expect(open(modern, 'correct horse battery', 'correct horse battery ')).toEqual(['same']);
  });

  it('finds name and address where the person is known, and does not claim to where she is not', () => {
    expect(open(modern, 'lovelace likes engines', 'lovelace likes engines', ada)).toEqual(['personal']);
    expect(open(modern, 'my Canada trip with moose', 'my Canada trip with moose', ada)).toEqual([]);
    expect(judge(modern, { password: 'x', repeat: 'x' }).map((one) => one.requirement)).not.toContain('personal');
  });
});
