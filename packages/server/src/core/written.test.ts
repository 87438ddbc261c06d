import { expect, test } from 'vitest';
import { written, writtenOnce } from './written.ts';

const once = writtenOnce(Object.freeze({ id: 'AUD-1', text: 'ü “\u2028” \ud83d\ude00', nothing: undefined }));

test.each([
  ['a page', { $meta: { pagination: { total: 2 } }, data: [once, { id: 'AUD-2', at: new Date(0), gone: undefined }, once] }],
  ['an empty page', { $meta: {}, data: [] }],
  ['a page without anything else', { data: [{ id: 1 }] }],
  ['a list within an object that is no page', { data: [1, 'two'], more: true }],
  ['an object with data of its own', { id: 'X', data: { name: 'Y' } }],
  ['an object', { id: 'X' }],
  ['nothing', null],
])('writes %s as JSON.stringify does, the first time and again', (_, body) => {
  expect(written(body)).toBe(JSON.stringify(body));
  expect(written(body)).toBe(JSON.stringify(body));
});
