import { expect, it } from 'vitest';
import { textDifference } from './text-difference.ts';

const sentence = 'The quick brown fox jumps over the lazy dog while the band plays on and nobody looks up. ';

it('marks the words that differ and shortens what both texts share', () => {
  const found = textDifference(`${sentence}It rains. ${sentence}`, `${sentence}It snows. ${sentence}`);
  expect(found).toMatchObject({ before: 'rains. ', after: 'snows. ' });
  expect(found?.head).toMatch(/^….{59}\s$/);
  expect(found?.tail).toMatch(/^The quick.*…$/);
});

it('counts no word twice where a text only grew', () => {
  expect(textDifference(`${sentence}on on`, `${sentence}on on on`)).toMatchObject({ before: '', after: 'on ' });
});

it('leaves short texts and texts without a common word whole', () => {
  expect(textDifference('Export', 'Nightly export')).toBeUndefined();
  expect(textDifference('a '.repeat(60), 'b '.repeat(60))).toBeUndefined();
});
