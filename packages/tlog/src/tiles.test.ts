import { describe, expect, test } from 'vitest';
import { grow, type StoredTile } from './grow.ts';
import { equal, inclusionProof, leafHash, nodeHash, rootFromInclusion, rootOf } from './merkle.ts';
import { bundleOf, cachedSubtreesOf, entriesOf, parseTilePath, subtreesOf, tilePath, widthIn } from './tiles.ts';

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, number: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, number: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, number: 5, width: 12 }, 'tile/1/005.p/12'],
    [{ level: 'entries', number: 1000, width: 255 }, 'tile/entries/x001/000.p/255'],
  ] as const)('%o is %s, and back', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/1000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/007',
    'tile/0/000/',
    'tile/-1/000',
    'tile/leaves/000',
    '../tile/0/000',
  ])('%s is none', (path) => expect(parseTilePath(path)).toBeUndefined());
});

test('the width of a tile follows from the size of the tree', () => {
  expect([widthIn(0, 0, 0), widthIn(0, 0, 1), widthIn(0, 0, 256), widthIn(0, 1, 256), widthIn(0, 1, 300)]).toEqual([0, 1, 256, 0, 44]);
  expect([widthIn(1, 0, 255), widthIn(1, 0, 256), widthIn(1, 0, 70_000), widthIn(2, 0, 65_536)]).toEqual([0, 1, 256, 1]);
  expect(widthIn('entries', 1, 300)).toBe(44);
});

test('entries go into a bundle with their lengths and come out again; a torn one is refused', () => {
  const entries = [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(300, 7)];
  expect(entriesOf(bundleOf(entries)).map((entry) => Buffer.from(entry))).toEqual(entries);
  expect(() => entriesOf(bundleOf(entries).subarray(0, -1))).toThrow(RangeError);
  expect(() => entriesOf(Buffer.from([0]))).toThrow(RangeError);
});

describe('a growing tree', () => {
  const leaf = (n: number) => leafHash(Buffer.from(`entry ${n}`));
  const known = new Map<string, Buffer>();
  const plain = (from: number, to: number): Buffer => {
    const hash = known.get(`${from}-${to}`) ?? hashOf(from, to);
    known.set(`${from}-${to}`, hash);
    return hash;
  };
  const hashOf = (from: number, to: number): Buffer => {
    if (to - from === 1) return leaf(from);
    let k = 1;
    while (k * 2 < to - from) k *= 2;
    return nodeHash(plain(from, from + k), plain(from + k, to));
  };

  test('has the tiles and the root of the definition, in whatever steps it grows, past the third level', { timeout: 60_000 }, async () => {
    const tiles = new Map<string, StoredTile>();
    const read = (level: number, number: number) => tiles.get(`${level}/${number}`)?.hashes ?? new Uint8Array();
    let size = 0;
    for (const step of [1, 1, 253, 1, 1, 300, 65_536 - 557, 3, 700, 256]) {
      const leaves = Array.from({ length: step }, (_, i) => leaf(size + i));
      for (const tile of await grow(read, size, leaves)) tiles.set(`${tile.level}/${tile.number}`, tile);
      size += step;
      for (const { level, number, hashes } of tiles.values())
        expect(hashes.length / 32, `${level}/${number}`).toBe(widthIn(level, number, size));
      expect(equal(await rootOf(subtreesOf(read), size), plain(0, size)), String(size)).toBe(true);
    }
    expect(tiles.has('2/0')).toBe(true);
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await inclusionProof(subtreesOf(read), index, size);
      expect(equal(rootFromInclusion(leaf(index), index, size, proof)!, plain(0, size)), String(index)).toBe(true);
      // Kept tiles say the same, also when there is room for two only.
      for (const subtrees of [cachedSubtreesOf(read), cachedSubtreesOf(read, 2)])
        expect(await inclusionProof(subtrees, index, size)).toEqual(proof);
    }
  });

  test('grows by nothing without changing anything', async () => {
    expect(await grow(() => new Uint8Array(), 0, [])).toEqual([]);
  });
});
