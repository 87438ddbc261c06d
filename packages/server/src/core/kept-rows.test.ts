import { expect, test } from 'vitest';
import { KeptRows } from './kept-rows.ts';

test('kept are those asked for last, and no more than that', () => {
  const kept = new KeptRows(2);
  kept.keep('a', { n: 1 });
  kept.keep('b', { n: 2 });
  expect(kept.get('a')).toEqual({ n: 1 });
  kept.keep('c', { n: 3 });
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([{ n: 1 }, undefined, { n: 3 }]);
  kept.keep('c', { n: 3 });
  expect(kept.get('a')).toEqual({ n: 1 });
});

test('what several answers share cannot be changed by one of them', () => {
  const kept = new KeptRows();
  const at = new Date();
  kept.keep('a', { at, request: { api: { ip: '::1' } }, tags: [{ name: 'x' }], nothing: null });
  const row = kept.get('a') as { request: { api: { ip: string } }; tags: { name: string }[] };
  expect(() => {
    row.request.api.ip = '::2';
  }).toThrow(TypeError);
  expect(() => row.tags.push({ name: 'y' })).toThrow(TypeError);
  expect(kept.get('a')).toEqual({ at, request: { api: { ip: '::1' } }, tags: [{ name: 'x' }], nothing: null });
});

test('an answer is made again when something beside its row has changed, or when the row is not kept', () => {
  const kept = new KeptRows();
  kept.keep('a', { n: 1 });
  const made = (name: string) => () => ({ n: 1, by: { name } });
  const first = kept.answer('a', 'Ada', made('Ada'));
  expect(kept.answer('a', 'Ada', made('never asked'))).toBe(first);
  expect(kept.answer('a', 'Mei', made('Mei'))).toEqual({ n: 1, by: { name: 'Mei' } });
  expect(kept.answer('a', 'Ada', made('Ada'))).toEqual(first);
  expect(() => {
    first.by.name = 'Finn';
  }).toThrow(TypeError);
  expect(kept.answer('b', 'Ada', made('Ada'))).not.toBe(kept.answer('b', 'Ada', made('Ada')));
});
