import { describe, expect, test } from 'vitest';
import { type Checkpoint, checkpointOf, signCheckpoint } from './checkpoint.ts';
import { grow } from './grow.ts';
import { leafHash, rootOf } from './merkle.ts';
import { signerOf } from './note.ts';
import { bundleOf, subtreesOf, tilePath, tileWidth, widthIn } from './tiles.ts';
import { verifyLog } from './verify-log.ts';

const signer = signerOf('log.example/audit', Buffer.alloc(32, 7));

/** The files of a log with these entries, by path. */
async function logOf(entries: Buffer[]): Promise<Map<string, Uint8Array>> {
  const rows = new Map<string, Buffer>();
  const read = (level: number, number: number) => rows.get(`${level}/${number}`) ?? new Uint8Array();
  for (const tile of await grow(read, 0, entries.map(leafHash))) rows.set(`${tile.level}/${tile.number}`, tile.hashes);
  const root = await rootOf(subtreesOf(read), entries.length);
  const files = new Map<string, Uint8Array>();
  files.set('checkpoint', Buffer.from(signCheckpoint({ origin: 'log.example/audit', size: entries.length, root }, [signer])));
  for (const [key, hashes] of rows) {
    const [level, number] = key.split('/').map(Number) as [number, number];
    files.set(tilePath({ level, number, width: hashes.length / 32 }), hashes);
    if (level > 0) continue;
    const width = widthIn('entries', number, entries.length);
    files.set(tilePath({ level: 'entries', number, width }), bundleOf(entries.slice(number * tileWidth, number * tileWidth + width)));
  }
  return files;
}

const verify = (files: ReadonlyMap<string, Uint8Array>, since?: Checkpoint) =>
  verifyLog(
    async (path) => {
      const bytes = files.get(path);
      if (!bytes) throw new Error(`${path} is not there`);
      return bytes;
    },
    [signer],
    since,
  );

const entries = (size: number, change: Record<number, string> = {}) =>
  Array.from({ length: size }, (_, i) => Buffer.from(change[i] ?? `entry ${i}`));
const headOf = (files: ReadonlyMap<string, Uint8Array>) => checkpointOf(Buffer.from(files.get('checkpoint')!).toString());

describe('a log', () => {
  test.each([0, 1, 255, 256, 257, 700])('of %i entries is found whole', async (size) => {
    expect(await verify(await logOf(entries(size)))).toEqual({ checkpoint: expect.objectContaining({ size }) });
  });

  test('in which one byte of an entry was changed is not, and the entry is named', async () => {
    const files = await logOf(entries(600));
    const bundle = Buffer.from(files.get('tile/entries/001')!);
    bundle[bundle.length - 1]! ^= 1;
    files.set('tile/entries/001', bundle);
    expect(await verify(files)).toMatchObject({ fault: expect.stringMatching(/^entry 511 /) });
  });

  test('in which entry and tile were changed together does not lead to the signed root', async () => {
    const files = await logOf(entries(10));
    const forged = await logOf(entries(10, { 4: 'forged' }));
    for (const [path, bytes] of forged) if (path !== 'checkpoint') files.set(path, bytes);
    expect(await verify(files)).toMatchObject({ fault: 'the entries do not lead to the signed root' });
  });

  test('in which a tile above was changed is named there', async () => {
    const files = await logOf(entries(600));
    const tile = Buffer.from(files.get('tile/1/000.p/2')!);
    tile[40]! ^= 1;
    files.set('tile/1/000.p/2', tile);
    expect(await verify(files)).toMatchObject({ fault: expect.stringMatching(/^entry 256 .*tile 1\/0/) });
  });

  test('whose checkpoint was signed by somebody else is refused', async () => {
    const files = await logOf(entries(3));
    const { root } = headOf(files);
    const stranger = signerOf('log.example/audit', Buffer.alloc(32, 9));
    files.set('checkpoint', Buffer.from(signCheckpoint({ origin: 'log.example/audit', size: 3, root }, [stranger])));
    await expect(verify(files)).rejects.toThrow(/by a known key/);
  });
});

describe('since an earlier checkpoint', () => {
  test('a log that only grew is whole', async () => {
    for (const size of [0, 1, 200, 256, 599, 600])
      expect(await verify(await logOf(entries(600)), headOf(await logOf(entries(size))))).not.toHaveProperty('fault');
  });

  test('entries that were cut off at the end are counted', async () => {
    expect(await verify(await logOf(entries(500)), headOf(await logOf(entries(600))))).toMatchObject({
      fault: expect.stringMatching(/^100 entries were cut off/),
    });
  });

  test('a rewritten past is found, though the log is whole in itself', async () => {
    const rewritten = await logOf(entries(600, { 17: 'forged' }));
    expect(await verify(rewritten)).not.toHaveProperty('fault');
    expect(await verify(rewritten, headOf(await logOf(entries(400))))).toMatchObject({
      fault: 'something before entry 400 was changed since then',
    });
  });

  test('a checkpoint of another log is none of this one', async () => {
    const files = await logOf(entries(3));
    expect(await verify(files, { ...headOf(files), origin: 'else.example' })).toMatchObject({
      fault: expect.stringMatching(/of another log/),
    });
  });
});
