import { fullTileHash, hashBytes, tileWidth } from './tiles.ts';

export interface StoredTile {
  level: number;
  number: number;
  hashes: Buffer;
}

/**
 * The tiles that change when leaves are added to a tree of `size`: partial ones become longer, full ones stay as they are for ever.
 * `read` answers the hashes of a tile that is stored, or none.
 */
export async function grow(
  read: (level: number, number: number) => Promise<Uint8Array> | Uint8Array,
  size: number,
  leaves: readonly Uint8Array[],
): Promise<StoredTile[]> {
  const changed: StoredTile[] = [];
  let added: readonly Uint8Array[] = leaves;
  for (let level = 0, before = size; added.length > 0; level++, before = Math.floor(before / tileWidth)) {
    const roots: Buffer[] = [];
    let number = Math.floor(before / tileWidth);
    let have = before % tileWidth;
    let row: Uint8Array = have > 0 ? (await read(level, number)).subarray(0, have * hashBytes) : new Uint8Array();
    for (let at = 0; at < added.length; ) {
      const taken = added.slice(at, at + tileWidth - have);
      const hashes = Buffer.concat([row, ...taken]);
      changed.push({ level, number, hashes });
      if (hashes.length === tileWidth * hashBytes) roots.push(fullTileHash(hashes));
      at += taken.length;
      number++;
      have = 0;
      row = new Uint8Array();
    }
    added = roots;
  }
  return changed;
}
