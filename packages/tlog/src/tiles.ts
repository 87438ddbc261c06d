import { nodeHash, type Subtrees } from './merkle.ts';

/** Tiles of 256 hashes as in C2SP tlog-tiles: a tile of level L holds the roots of full tiles of level L − 1. */
export const tileWidth = 256;
export const hashBytes = 32;

export interface Tile {
  /** `entries`: the bundle of entries below the tile of level 0. */
  level: number | 'entries';
  number: number;
  /** 1 to 256; less is a partial tile. */
  width: number;
}

/** `tile/0/x001/x234/067.p/12`. */
export function tilePath({ level, number, width }: Tile): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** The tile that a path names, or nothing for anything that is not written exactly as `tilePath` writes it. */
export function parseTilePath(path: string): Tile | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return undefined;
  const tile: Tile = {
    level: match[1] === 'entries' ? 'entries' : Number(match[1]),
    number: Number(match[2]!.replaceAll(/[x/]/g, '')),
    width: match[3] === undefined ? tileWidth : Number(match[3]),
  };
  const isKnown = tile.width >= 1 && tile.width <= tileWidth && (tile.level === 'entries' || tile.level <= 63);
  return isKnown && tilePath(tile) === path ? tile : undefined;
}

/** How many hashes a tile of a tree of `size` leaves has; 0 where the tree does not reach it. */
export function widthIn(level: number | 'entries', number: number, size: number): number {
  const span = tileWidth ** (level === 'entries' ? 0 : level);
  return Math.max(0, Math.min(tileWidth, Math.floor(size / span) - number * tileWidth));
}

/** Complete subtrees from tiles: at most one tile is asked for each. `tile` answers the hashes of a tile one after the other. */
export const subtreesOf =
  (tile: (level: number, number: number) => Promise<Uint8Array> | Uint8Array): Subtrees =>
  async (level, index) => {
    const above = level % 8;
    const first = index * 2 ** above;
    const hashes = await tile((level - above) / 8, Math.floor(first / tileWidth));
    const at = (first % tileWidth) * hashBytes;
    const parts = hashes.subarray(at, at + 2 ** above * hashBytes);
    if (parts.length !== 2 ** above * hashBytes) throw new RangeError(`the tile of level ${(level - above) / 8} is too short`);
    return folded(parts);
  };

/**
 * The same for many proofs: each tile is read once while it is among the `tilesMax` used last, and folded once. For a tree of one size: a
 * partial tile that grows would be answered as it was.
 */
export function cachedSubtreesOf(tile: (level: number, number: number) => Promise<Uint8Array> | Uint8Array, tilesMax = 1024): Subtrees {
  const known = new Map<string, Promise<Uint8Array[][]>>();
  const foldedTile = (level: number, number: number): Promise<Uint8Array[][]> => {
    const key = `${level}/${number}`;
    const found = known.get(key) ?? Promise.resolve(tile(level, number)).then(rowsOf);
    known.delete(key);
    known.set(key, found);
    if (known.size > tilesMax) known.delete(known.keys().next().value!);
    return found;
  };
  return async (level, index) => {
    const above = level % 8;
    const first = index * 2 ** above;
    const number = Math.floor(first / tileWidth);
    const rows = await foldedTile((level - above) / 8, number);
    const hash = rows[above]?.[(first - number * tileWidth) / 2 ** above];
    if (!hash) throw new RangeError(`the tile of level ${(level - above) / 8} is too short`);
    return Buffer.from(hash);
  };
}

/** All complete subtrees of a tile, by their level above it. */
function rowsOf(hashes: Uint8Array): Uint8Array[][] {
  let row = Array.from({ length: Math.floor(hashes.length / hashBytes) }, (_, i) => hashes.subarray(i * hashBytes, (i + 1) * hashBytes));
  const rows = [row];
  while (row.length > 1) {
    const below = row;
    row = Array.from({ length: Math.floor(below.length / 2) }, (_, i) => nodeHash(below[2 * i]!, below[2 * i + 1]!));
    rows.push(row);
  }
  return rows;
}

/** The root of a power of two of hashes one after the other. */
function folded(hashes: Uint8Array): Buffer {
  let row = Array.from({ length: hashes.length / hashBytes }, (_, i) => hashes.subarray(i * hashBytes, (i + 1) * hashBytes));
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!));
  return Buffer.from(row[0]!);
}

/** The root of a full tile: what the tile above it holds. */
export const fullTileHash = (hashes: Uint8Array): Buffer => folded(hashes);

/** Entries as a bundle: each with its length in two bytes, big-endian, before it. */
export const bundleOf = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]));

/** The entries of a bundle. Throws RangeError when it ends inside one. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = (bundle[at]! << 8) | (bundle[at + 1] ?? 0);
    if (at + 2 + length > bundle.length) throw new RangeError('the bundle ends inside an entry');
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
