import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { emptyRoot, equal, GrowingRoot, leafHash } from './merkle.ts';
import type { Verifier } from './note.ts';
import { entriesOf, fullTileHash, hashBytes, tilePath, tileWidth, widthIn } from './tiles.ts';

/** Reads what stands below the log's prefix: `checkpoint`, `tile/…`. Throws when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array>;

export interface Verified {
  checkpoint: Checkpoint;
  /** The first fault that was found, in words, or nothing. */
  fault?: string;
}

/** What is wrong with a log, in words. */
class Fault extends Error {}

/** Bundles that are asked for at a time: the way to a server is longer than the work on what it sends. */
const readAhead = 8;

/**
 * Reads a whole log and computes its root anew from the entries: every tile must be what lies below it, the root that of the signed
 * checkpoint, and the log a continuation of the earlier checkpoint, if one is given. Needs nothing of the server that made it, and memory
 * for one tile of each level. `progress` is told after each bundle how many entries are done; what it throws ends the verification.
 */
export async function verifyLog(
  read: ReadLog,
  verifiers: readonly Verifier[],
  since?: Checkpoint,
  progress: (checked: number) => Promise<void> | void = () => undefined,
): Promise<Verified> {
  const checkpoint = openCheckpoint(Buffer.from(await read('checkpoint')).toString(), verifiers);
  try {
    if (since) refuseUnlikeBefore(checkpoint, since);
    await readWhole(read, checkpoint, since, progress);
    return { checkpoint };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { checkpoint, fault: error.message };
  }
}

function refuseUnlikeBefore({ origin, size }: Checkpoint, since: Checkpoint): void {
  if (since.origin !== origin) throw new Fault(`the earlier checkpoint is of another log: ${since.origin}`);
  if (since.size > size) throw new Fault(`${since.size - size} entries were cut off: the log had ${since.size}, now it has ${size}`);
}

async function readWhole(
  read: ReadLog,
  { size, root }: Checkpoint,
  since: Checkpoint | undefined,
  progress: (checked: number) => Promise<void> | void,
): Promise<void> {
  const tree = new GrowingRoot();
  const tiles = new TileRows(read, size);
  const holdAgainst = () => {
    if (since && tree.size === since.size && !equal(tree.root, since.root))
      throw new Fault(`something before entry ${since.size} was changed since then`);
  };
  holdAgainst();
  for await (const { leaves, tile, number } of bundles(read, size)) {
    sameHashes(0, number, tile, Buffer.concat(leaves));
    for (const leaf of leaves) {
      tree.add(leaf);
      holdAgainst();
    }
    if (leaves.length === tileWidth) await tiles.add(1, fullTileHash(tile));
    await progress(tree.size);
  }
  await tiles.end();
  if (!equal(size === 0 ? emptyRoot : tree.root, root)) throw new Fault('the entries do not lead to the signed root');
}

/** The bundles of entries in order, as leaf hashes, each with the tile that stands above it. */
async function* bundles(read: ReadLog, size: number) {
  const count = Math.ceil(size / tileWidth);
  for (let from = 0; from < count; from += readAhead) {
    const numbers = Array.from({ length: Math.min(readAhead, count - from) }, (_, i) => from + i);
    yield* await Promise.all(
      numbers.map(async (number) => {
        const width = widthIn(0, number, size);
        const [bundle, tile] = await Promise.all([
          read(tilePath({ level: 'entries', number, width })),
          read(tilePath({ level: 0, number, width })),
        ]);
        return { number, tile, leaves: leavesOf(bundle, number) };
      }),
    );
  }
}

function leavesOf(bundle: Uint8Array, number: number): Buffer[] {
  try {
    return entriesOf(bundle).map(leafHash);
  } catch {
    throw new Fault(`the bundle of the entries from ${number * tileWidth} ends inside an entry`);
  }
}

/** The rows above the leaves: each tile is read and compared once all hashes below it are known. */
class TileRows {
  readonly #read: ReadLog;
  readonly #size: number;
  readonly #rows: { done: number; hashes: Buffer[] }[] = [];

  constructor(read: ReadLog, size: number) {
    this.#read = read;
    this.#size = size;
  }

  async add(level: number, hash: Buffer): Promise<void> {
    this.#rows[level] ??= { done: 0, hashes: [] };
    const { hashes } = this.#rows[level];
    hashes.push(hash);
    if (hashes.length === tileWidth) await this.add(level + 1, fullTileHash(await this.#compare(level)));
  }

  /** Compares the tiles that are not full. */
  async end(): Promise<void> {
    for (const [level, row] of this.#rows.entries()) if (row && row.hashes.length > 0) await this.#compare(level);
  }

  async #compare(level: number): Promise<Uint8Array> {
    const row = this.#rows[level]!;
    const number = row.done++;
    const tile = await this.#read(tilePath({ level, number, width: widthIn(level, number, this.#size) }));
    sameHashes(level, number, tile, Buffer.concat(row.hashes));
    row.hashes = [];
    return tile;
  }
}

function sameHashes(level: number, number: number, given: Uint8Array, expected: Uint8Array): void {
  for (let at = 0; at < Math.max(given.length, expected.length); at += hashBytes)
    if (!equal(given.subarray(at, at + hashBytes), expected.subarray(at, at + hashBytes)))
      throw new Fault(`entry ${(number * tileWidth + at / hashBytes) * tileWidth ** level} is not what tile ${level}/${number} says`);
}
