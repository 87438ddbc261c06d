import { describe, expect, test } from 'vitest';
import { files, textOf } from '../tidy/repository.ts';

interface Row {
  /** `7` of a fact or a feature, `X7` of a rule. */
  number: string;
  fact: string;
  proof: string;
}

/** The numbered rows of all tables of a document: the first cell is the number, the second the fact, the last its proofs. */
const rowsOf = (path: string): Row[] =>
  textOf(path)
    .split('\n')
    .filter((line) => /^\| *X?\d+ *\|/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => ({ number: cells[0]!.trim(), fact: cells[1]!.trim(), proof: cells.at(-1)!.trim() }));

/** A part of a feature that no test shows so far, said beside the tests of the rest: `screen: not yet`. */
const isOpen = (piece: string): boolean => /^\w+: not yet$/.test(piece);

/** Of `path` → title<br>title<br>`path` → title: each title with its file. */
function proofsOf(proof: string): { path: string; title: string }[] {
  const found: { path: string; title: string }[] = [];
  for (const piece of proof.split('<br>')) {
    if (isOpen(piece)) continue;
    const [, path, title] = /^(?:`([^`]+)` → )?(.+)$/.exec(piece) ?? [];
    found.push({ path: path ?? found.at(-1)?.path ?? '', title: title ?? '' });
  }
  return found;
}

/** Whether a file has a test or a group of this title, or of a row of its table of cases. */
const has = (path: string, title: string): boolean =>
  path.includes('.test.ts') && files.includes(path) && ["'", '"', '`'].some((quote) => textOf(path).includes(quote + title + quote));

const range = (from: number, to: number, prefix = '') => Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);

describe.each([
  // As many facts as the contract and its rulings have; a line that goes missing is a promise that nobody keeps.
  ['docs/coverage/wire.md', range(1, 182), 0],
  ['docs/coverage/marketplace.md', [...range(1, 164), ...range(180, 194), ...range(16, 18, 'X'), ...range(22, 30, 'X'), 'X37'], undefined],
  ['docs/coverage/audit.md', range(1, 17), 0],
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
    expect(proven.filter(({ proof }) => proofsOf(proof).length === 0)).toEqual([]);
  });

  test('leaves open only what is said to be', () => {
    const open = rows.filter(({ proof }) => proof.startsWith('not yet'));
    if (openMax !== undefined) expect(open.length).toBeLessThanOrEqual(openMax);
    // What is open says what is missing, so that nobody has to find out again.
    for (const { number, proof } of open) expect(proof, number).toMatch(/^not yet: \S/);
  });
});
