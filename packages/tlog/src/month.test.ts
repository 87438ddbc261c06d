import { describe, expect, test } from 'vitest';
import { signCheckpoint } from './checkpoint.ts';
import { type EvidenceLine, entryOf } from './evidence.ts';
import { grow } from './grow.ts';
import { inclusionProof, leafHash, rootOf } from './merkle.ts';
import { type MonthHeader, monthFormat, verifyMonth } from './month.ts';
import { signerOf } from './note.ts';
import { subtreesOf } from './tiles.ts';

const origin = 'log.example/audit';
const signer = signerOf(origin, Buffer.alloc(32, 7));
const salt = (n: number) => Buffer.alloc(32, n);
const recordOf = (n: number) => ({ id: `AUD-${n}`, timestamp: `2026-11-0${n + 1}T00:00:00.000000Z`, summary: 'x' });

/** The evidence of a month with five records, as its lines. */
async function month(): Promise<{ header: MonthHeader; lines: EvidenceLine[] }> {
  const records = [0, 1, 2, 3, 4].map(recordOf);
  const [tile] = await grow(
    () => new Uint8Array(),
    0,
    records.map((record, n) => leafHash(entryOf(record, salt(n)))),
  );
  const subtrees = subtreesOf(() => tile!.hashes);
  const checkpoint = signCheckpoint({ origin, size: 5, root: await rootOf(subtrees, 5) }, [signer]);
  const lines = await Promise.all(
    records.map(async (record, index) => ({
      record,
      salt: salt(index).toString('base64'),
      index,
      proof: (await inclusionProof(subtrees, index, 5)).map((hash) => hash.toString('base64')),
    })),
  );
  return { header: { format: monthFormat, month: '2026-11', records: 5, checkpoint }, lines };
}
const told = (header: unknown, lines: readonly unknown[]) =>
  verifyMonth(
    [header, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line))),
    [signer],
  );

test('the evidence of a month holds, record by record', async () => {
  const { header, lines } = await month();
  expect(await told(header, lines)).toEqual({ header, checkpoint: expect.objectContaining({ origin, size: 5 }) });
  expect(await told({ ...header, records: 0 }, [])).not.toHaveProperty('fault');
});

describe('it does not hold, and the line is named,', () => {
  test.each<[string, (lines: EvidenceLine[]) => unknown[], RegExp]>([
    [
      'with a word changed',
      (l) => l.with(2, { ...l[2]!, record: { ...l[2]!.record, summary: 'y' } }),
      /^line 4: record AUD-2 is not entry 2/,
    ],
    ['with a record twice', (l) => l.toSpliced(3, 0, l[2]!), /^line 5: record AUD-2 is there twice/],
    ['with lines swapped', (l) => [l[0], l[2], l[1], l[3], l[4]], /^line 4: record AUD-1 stands after a later one/],
    ['with the end cut off', (l) => l.slice(0, 4), /^the header says 5 records, and there are 4/],
    ['cut off inside a line', (l) => [...l.slice(0, 2), JSON.stringify(l[2]).slice(0, 50)], /^line 4 is no evidence .*cut off/],
    ['with a record left out', (l) => l.toSpliced(1, 1), /^the header says 5 records, and there are 4/],
    ['with the proof of another', (l) => l.with(1, { ...l[1]!, proof: l[0]!.proof }), /^line 3: /],
    ['with an index that is none', (l) => l.with(1, { ...l[1]!, index: -1 }), /^line 3: the proof is not of entry -1/],
  ])('%s', async (_, change, fault) => {
    const { header, lines } = await month();
    expect((await told(header, change(lines))).fault).toMatch(fault);
  });

  test('under the name of another month', async () => {
    const { header, lines } = await month();
    expect((await told({ ...header, month: '2026-10' }, lines)).fault).toMatch(/^line 2: record AUD-0 is not of 2026-10/);
  });
});

test('without a header, or under a checkpoint that a stranger signed, it is refused', async () => {
  const { header, lines } = await month();
  await expect(told(lines[0], lines)).rejects.toThrow(/not the header/);
  await expect(verifyMonth([], [signer])).rejects.toThrow(/empty/);
  await expect(verifyMonth([JSON.stringify(header)], [signerOf(origin, Buffer.alloc(32, 8))])).rejects.toThrow(/by a known key/);
});
