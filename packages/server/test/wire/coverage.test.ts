import { describe, expect, test } from 'vitest';
import { files, textOf } from '../tidy/repository.ts';

interface Row {
  number: number;
  fact: string;
  proof: string;
}

/** The numbered rows of all tables of a document: the first cell is the number, the second the fact, the last its proofs. */
const rowsOf = (path: string): Row[] =>
  textOf(path)
    .split('\n')
    .filter((line) => /^\| *\d+ *\|/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => ({ number: Number(cells[0]), fact: cells[1]!.trim(), proof: cells.at(-1)!.trim() }));

/** Of `path` → title<br>title<br>`path` → title: each title with its file. */
function proofsOf(proof: string): { path: string; title: string }[] {
  const found: { path: string; title: string }[] = [];
  for (const piece of proof.split('<br>')) {
    const [, path, title] = /^(?:`([^`]+)` → )?(.+)$/.exec(piece) ?? [];
    found.push({ path: path ?? found.at(-1)?.path ?? '', title: title ?? '' });
  }
  return found;
}

/** Whether a file has a test or a group of this title, or of a row of its table of cases. */
const has = (path: string, title: string): boolean =>
  path.includes('.test.ts') && files.includes(path) && ["'", '"', '`'].some((quote) => textOf(path).includes(quote + title + quote));

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe.each([
  // As many facts as the contract and its rulings have; a line that goes missing is a promise that nobody keeps.
  ['docs/coverage/wire.md', range(1, 119), 0],
  ['docs/coverage/marketplace.md', [...range(1, 122), ...range(154, 163), ...range(180, 194)], undefined],
] as const)('%s', (document, numbers, openMax) => {
  const rows = rowsOf(document);

  test('has every line, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(numbers);
    expect(rows.filter(({ fact, proof }) => fact === '' || proof === '')).toEqual([]);
  });

  test('names only tests that exist', () => {
    const proven = rows.filter(({ proof }) => !proof.startsWith('not yet'));
    const missing = proven.flatMap(({ number, proof }) =>
      proofsOf(proof)
        .filter(({ path, title }) => !has(path, title))
        .map(({ path, title }) => `${number}: ${path} → ${title}`),
    );
    expect(missing).toEqual([]);
  });

  test('leaves open only what is said to be', () => {
    const open = rows.filter(({ proof }) => proof.startsWith('not yet'));
    if (openMax !== undefined) expect(open.length).toBeLessThanOrEqual(openMax);
    // What is open says what is missing, so that nobody has to find out again.
    for (const { number, proof } of open) expect(proof, String(number)).toMatch(/^not yet: \S/);
  });
});
