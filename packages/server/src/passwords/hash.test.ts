import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, needsRehash, normalised, verifyPassword } from './hash.ts';

test('a hash is argon2id with at least 19 MiB and two passes, salted, and opens for its password alone', async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(needsRehash(one)).toBe(false);
  expect(await verifyPassword(one, 'correct horse')).toBe(true);
  expect(await verifyPassword(one, 'correct horse ')).toBe(false);
  expect(await verifyPassword(one, 'Correct horse')).toBe(false);
});

test('nobody without a password gets in, whatever is typed', async () => {
  for (const password of ['', 'a', 'undefined']) expect(await verifyPassword(undefined, password)).toBe(false);
});

test('the last of a thousand characters counts', async () => {
  const long = 'ä'.repeat(1023);
  const stored = await hashPassword(`${long}x`);
  expect(await verifyPassword(stored, `${long}x`)).toBe(true);
  expect(await verifyPassword(stored, `${long}y`)).toBe(false);
  expect(await verifyPassword(await hashPassword('ok then, this one'), 'x'.repeat(1_000_000))).toBe(false);
});

test('a password is the same from every keyboard, but superscript two is not two', async () => {
  expect(normalised('caf\u0065\u0301')).toBe('caf\u00e9');
  expect(normalised('a\u00a0b\u3000c')).toBe('a b c');
  expect(normalised('m²')).toBe('m²');
  expect(await verifyPassword(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true);
});

test('a hash from elsewhere opens for the password as it was typed there, and is due for a new one', async () => {
  const imported = await hash('cafe\u0301 au lait', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  expect(await verifyPassword(imported, 'cafe\u0301 au lait')).toBe(true);
  expect(await verifyPassword(imported, 'au lait')).toBe(false);
  expect(needsRehash(imported)).toBe(true);
});

test('hundreds of passwords at once are not all taken: those who cannot be served soon are told so', async () => {
  const stored = await hash('x', { memoryCost: 8, timeCost: 1, parallelism: 1 });
  const ended = await Promise.allSettled(Array.from({ length: 5000 }, () => verifyPassword(stored, 'x')));
  const refused = ended.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const one of refused) expect(one.reason).toMatchObject({ status: 429, retryAfterSeconds: 2 });
  expect(ended.filter((one) => one.status === 'fulfilled' && one.value).length).toBe(5000 - refused.length);
  expect(await verifyPassword(stored, 'x')).toBe(true);
});
