import { createHash } from 'node:crypto';

/** Merkle trees as in RFC 6962, section 2.1, with SHA-256. Hashes are 32 bytes; indexes count from 0. */

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The hash of a leaf: SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Buffer => sha256(Uint8Array.of(0), entry);

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = sha256();

/** Answers the hash of the complete subtree of 2^`level` leaves that begins at leaf `index`·2^`level`. */
export type Subtrees = (level: number, index: number) => Promise<Buffer> | Buffer;

/** The complete subtrees that make up leaves `from` up to `to`, from left to right; `from` is a multiple of the largest of them. */
function partsOf(from: number, to: number): { level: number; index: number }[] {
  const parts: { level: number; index: number }[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    parts.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return parts;
}

/** RFC 6962's MTH of leaves `from` up to `to`. */
async function hashOf(subtrees: Subtrees, from: number, to: number): Promise<Buffer> {
  const hashes = await Promise.all(partsOf(from, to).map(({ level, index }) => subtrees(level, index)));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The root of the first `size` leaves. */
export const rootOf = async (subtrees: Subtrees, size: number): Promise<Buffer> => (size === 0 ? emptyRoot : hashOf(subtrees, 0, size));

/** The root of a tree that grows leaf by leaf, in the memory of one path. */
export class GrowingRoot {
  size = 0;
  readonly #parts: Uint8Array[] = [];

  add(leaf: Uint8Array): void {
    let hash = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(this.#parts.pop()!, hash);
    this.#parts.push(hash);
    this.size++;
  }

  get root(): Buffer {
    return this.size === 0 ? emptyRoot : Buffer.from(this.#parts.reduceRight((right, left) => nodeHash(left, right)));
  }
}

/** The largest power of two below `n`. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The audit path of a leaf in a tree of `size` leaves, from the leaf upwards (RFC 6962, 2.1.1). */
export async function inclusionProof(subtrees: Subtrees, index: number, size: number): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path = async (leaf: number, from: number, to: number): Promise<Buffer[]> => {
    if (to - from <= 1) return [];
    const middle = from + split(to - from);
    return leaf < middle
      ? [...(await path(leaf, from, middle)), await hashOf(subtrees, middle, to)]
      : [...(await path(leaf, middle, to)), await hashOf(subtrees, from, middle)];
  };
  return path(index, 0, size);
}

/** That the tree of `size` leaves begins with the one of `first` (RFC 6962, 2.1.2). */
export async function consistencyProof(subtrees: Subtrees, first: number, size: number): Promise<Buffer[]> {
  if (!(first >= 0 && first <= size)) throw new RangeError(`a tree of ${size} does not begin with one of ${first}`);
  if (first === 0 || first === size) return [];
  const proof = async (old: number, from: number, to: number, whole: boolean): Promise<Buffer[]> => {
    if (old === to - from) return whole ? [] : [await hashOf(subtrees, from, to)];
    const k = split(to - from);
    return old <= k
      ? [...(await proof(old, from, from + k, whole)), await hashOf(subtrees, from + k, to)]
      : [...(await proof(old - k, from + k, to, false)), await hashOf(subtrees, from, from + k)];
  };
  return proof(first, 0, size, true);
}

/** The root that a leaf and its audit path lead to (RFC 9162, 2.1.3.2), or nothing when the path is of another length. */
export function rootFromInclusion(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[]): Buffer | undefined {
  if (!(index >= 0 && index < size)) return undefined;
  let [fn, sn] = [BigInt(index), BigInt(size - 1)];
  let hash: Uint8Array = leaf;
  for (const part of proof) {
    if (sn === 0n) return undefined;
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(part, hash);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else hash = nodeHash(hash, part);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n ? Buffer.from(hash) : undefined;
}

/** Whether a proof shows that the tree with `root` continues the one with `firstRoot` (RFC 9162, 2.1.4.2). */
export function isConsistent(first: number, firstRoot: Uint8Array, size: number, root: Uint8Array, proof: readonly Uint8Array[]): boolean {
  if (first > size) return false;
  if (first === size) return proof.length === 0 && equal(firstRoot, root);
  if (first === 0) return proof.length === 0 && equal(firstRoot, emptyRoot);
  const path = [...proof];
  if (Number.isInteger(Math.log2(first))) path.unshift(firstRoot);
  const start = path.shift();
  if (!start) return false;
  let [fn, sn] = [BigInt(first - 1), BigInt(size - 1)];
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [start, start];
  for (const part of path) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      [fr, sr] = [nodeHash(part, fr), nodeHash(part, sr)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = nodeHash(sr, part);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && equal(fr, firstRoot) && equal(sr, root);
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
