import { describe, expect, test } from 'vitest';
import { checkPassword, requireGoodPassword } from './check.ts';
import { isCommon } from './common.ts';

const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

describe('the modern policy', () => {
  test.each([
    ['correct horse battery staple', []],
    ['vier Pferde trinken Tee', []],
    ['gP4!xQ9z-tR7_wB2k', []],
    ['øresund ligger øde hen', []],
    ['пятнадцать длинных слов', []],
    ['nurkleinebuchstaben', []],
    ['4821 7736 9921 0042', []],
    ['Zq7!mPx', ['length']],
    ['fourteen chars', ['length']],
    ['', ['length']],
    ['passwordpassword', ['common']],
    ['Password12345678!', ['common']],
    ['P@ssw0rd!P@ssw0rd', ['common']],
    ['123456789012345', ['common']],
    ['000000000000000', ['common']],
    ['qwertyuiopasdfghjkl', ['common']],
    ['1q2w3e4r5t6y7u8i', ['common']],
    ['1qaz2wsx3edc4rfv', ['common']],
    ['iloveyou-iloveyou', ['common']],
    ['Welcome to Summer 2024', []],
    ['WelcomeSummer2024!!', ['common']],
    ['abababababababab', ['common']],
    ['abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcgk', []],
    ['lovelace likes analytical engines', ['personal']],
    ['ADA.LOVELACE@EXAMPLE.COM', ['personal']],
    ['mind the adalovelace gap', ['personal']],
    ['my Canada trip with moose', []],
  ])('%j fails %j', (password, failed) => {
    expect(checkPassword('modern', password, ada)).toEqual(failed);
  });

  test('length is counted in characters after normalisation, and nothing is cut off', () => {
    expect(checkPassword('modern', '😀🎈🐙🍋🚲🪁🌵🧩🦉🎻🛶🥝🪵🧭🦒', ada)).toEqual([]);
    expect(checkPassword('modern', `${'e\u0301'.repeat(3)}xyzzy plugh`, ada)).toEqual(['length']);
    expect(checkPassword('modern', `${'quiet otters '.repeat(78)}and so on`, ada)).toEqual([]);
    expect(checkPassword('modern', 'x'.repeat(1025), ada)).toEqual(['too-long']);
  });

  test('a long password that resists taking apart is answered at once', () => {
    expect(isCommon(`${'abcfoo'.repeat(10)}gk`)).toBe(false);
    expect(isCommon('a'.repeat(1024))).toBe(true);
  });
});

describe('the classic policy', () => {
  test.each([
    ['Tr0ub4d&r', []],
    ['tr0ub4d&r', ['upper']],
    ['TR0UB4D&R', ['lower']],
    ['Troubad&r', ['digit']],
    ['Tr0ub4dor', ['special']],
    ['Tr0 b4dor', ['special']],
    ['T0&r', ['length']],
    ['', ['length', 'lower', 'upper', 'digit', 'special']],
    ['correct horse battery staple', ['upper', 'digit', 'special']],
    ['Password1!', ['common']],
    ['P@ssw0rd', ['common']],
    ['Welcome2024!', ['common']],
    ['Qwertz123!', ['common']],
    ['Summer23!Summer23!', ['common']],
    ['Lovelace#7', ['personal']],
  ])('%j fails %j', (password, failed) => {
    expect(checkPassword('classic', password, ada)).toEqual(failed);
  });
});

test('the refusal names each requirement at its field and never repeats the password', () => {
  const attempt = () => requireGoodPassword('modern', 'Password1!', ada, 'registration.password');
  expect(attempt).toThrow(
    expect.objectContaining({
      status: 400,
      errors: { 'registration.password': ['Must have at least 15 characters.', 'Is among the passwords that are guessed first.'] },
    }),
  );
  expect(() => requireGoodPassword('modern', 'correct horse battery staple', ada, 'password')).not.toThrow();
});
