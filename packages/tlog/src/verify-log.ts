import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { consistencyProof, emptyRoot, equal, isConsistent, leafHash, rootOf } from './merkle.ts';
import type { Verifier } from './note.ts';
import { entriesOf, fullTileHash, hashBytes, subtreesOf, tilePath, tileWidth, widthIn } from './tiles.ts';

/** Reads what stands below the log's prefix: `checkpoint`, `tile/…`. Throws when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array>;

export interface Verified {
  checkpoint: Checkpoint;
  /** The first fault that was found, in words, or nothing. */
  fault?: string;
}

/**
 * Reads a whole log and computes its root anew from the entries: every tile must be what lies below it, the root that of the signed
 * checkpoint, and the log a continuation of the earlier checkpoint, if one is given. Needs nothing of the server that made it.
 */
export async function verifyLog(read: ReadLog, verifiers: readonly Verifier[], since?: Checkpoint): Promise<Verified> {
  const checkpoint = openCheckpoint(Buffer.from(await read('checkpoint')).toString(), verifiers);
  const { size, origin } = checkpoint;
  const fail = (fault: string): Verified => ({ checkpoint, fault });
  if (since && since.origin !== origin) return fail(`the earlier checkpoint is of another log: ${since.origin}`);
  if (since && since.size > size) return fail(`${since.size - size} entries were cut off: the log had ${since.size}, now it has ${size}`);
  const tiles = new Map<string, Uint8Array>();
  for (let level = 0; size >= tileWidth ** level && size > 0; level++) {
    for (let number = 0; widthIn(level, number, size) > 0; number++) {
      const width = widthIn(level, number, size);
      const hashes = await read(tilePath({ level, number, width }));
      const expected = level === 0 ? await leavesOf(read, number, width) : rowAbove(tiles, level, number, width);
      const wrong = firstDifference(hashes, expected);
      if (wrong !== undefined)
        return fail(`entry ${(number * tileWidth + wrong) * tileWidth ** level} is not what tile ${level}/${number} says`);
      tiles.set(`${level}/${number}`, hashes);
    }
  }
  const subtrees = subtreesOf((level, number) => tiles.get(`${level}/${number}`) ?? new Uint8Array());
  const root = size === 0 ? emptyRoot : await rootOf(subtrees, size);
  if (!equal(root, checkpoint.root)) return fail('the entries do not lead to the signed root');
  if (since) {
    const proof = await consistencyProof(subtrees, since.size, size);
    if (!isConsistent(since.size, since.root, size, checkpoint.root, proof))
      return fail(`something before entry ${since.size} was changed since then`);
  }
  return { checkpoint };
}

async function leavesOf(read: ReadLog, number: number, width: number): Promise<Uint8Array> {
  const entries = entriesOf(await read(tilePath({ level: 'entries', number, width })));
  return Buffer.concat(entries.map(leafHash));
}

function rowAbove(tiles: ReadonlyMap<string, Uint8Array>, level: number, number: number, width: number): Uint8Array {
  return Buffer.concat(Array.from({ length: width }, (_, i) => fullTileHash(tiles.get(`${level - 1}/${number * tileWidth + i}`)!)));
}

/** The place of the first hash in which two rows differ. */
function firstDifference(given: Uint8Array, expected: Uint8Array): number | undefined {
  for (let at = 0; at < Math.max(given.length, expected.length); at += hashBytes)
    if (!equal(given.subarray(at, at + hashBytes), expected.subarray(at, at + hashBytes))) return at / hashBytes;
  return undefined;
}
