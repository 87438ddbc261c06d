import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  equal,
  inclusionProof,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
  type Subtrees,
} from './merkle.ts';

/** RFC 6962's definition, word by word and slowly: what the fast functions are held against. */
function definition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definition(leaves.slice(0, k)), definition(leaves.slice(k)));
}

const leaf = (n: number) => leafHash(Buffer.from(`entry ${n}`));
const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => leaf(i));
const over =
  (leaves: readonly Buffer[]): Subtrees =>
  (level, index) =>
    definition(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

describe('the tree', () => {
  // The leaves and roots that implementations of RFC 6962 share as test vectors.
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  test.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of the first %i known entries has the known root', async (size, root) => {
    const leaves = entries.map((entry) => leafHash(Buffer.from(entry, 'hex')));
    expect((await rootOf(over(leaves), size)).toString('hex')).toBe(root);
  });

  test('without leaves is the hash of nothing', async () => {
    expect((await rootOf(over([]), 0)).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(equal(emptyRoot, definition([]))).toBe(true);
  });

  test('of any size has the root of the definition', async () => {
    for (let size = 1; size <= 70; size++)
      expect(equal(await rootOf(over(leavesOf(size)), size), definition(leavesOf(size))), `${size}`).toBe(true);
  });
});

describe('a proof that a leaf is in the tree', () => {
  test('leads to the root, for each leaf of each tree', async () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = leavesOf(size);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(over(leaves), index, size);
        expect(equal(rootFromInclusion(leaves[index]!, index, size, proof)!, definition(leaves)), `${index} of ${size}`).toBe(true);
      }
    }
  });

  test('does not lead there for another leaf, place, size or a proof with one bit changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const leaves = leavesOf(size);
        const index = a % size;
        const proof = await inclusionProof(over(leaves), index, size);
        const root = definition(leaves);
        const reaches = (leafGiven: Buffer, at: number, of: number, path: Buffer[]) => {
          const reached = rootFromInclusion(leafGiven, at, of, path);
          return reached !== undefined && equal(reached, root);
        };
        expect(reaches(leaf(size), index, size, proof)).toBe(false);
        expect(reaches(leaves[index]!, (index + 1) % size, size, proof)).toBe(false);
        expect(reaches(leaves[index]!, index, size, [...proof, root])).toBe(false);
        expect(reaches(leaves[index]!, index, size, proof.slice(1))).toBe(false);
        const bent = proof.map((hash) => Buffer.from(hash));
        bent[b % bent.length]![b % 32]! ^= 1;
        expect(reaches(leaves[index]!, index, size, bent)).toBe(false);
      }),
    );
  });

  test('is none for a leaf beyond the tree', async () => {
    await expect(inclusionProof(over(leavesOf(3)), 3, 3)).rejects.toThrow(RangeError);
    expect(rootFromInclusion(leaf(3), 3, 3, [])).toBeUndefined();
  });
});

describe('a proof that a tree continues an earlier one', () => {
  test('holds for each pair of sizes, and not for another root, size or proof', async () => {
    for (let size = 1; size <= 24; size++) {
      const leaves = leavesOf(size);
      const root = definition(leaves);
      for (let first = 0; first <= size; first++) {
        const firstRoot = definition(leaves.slice(0, first));
        const proof = await consistencyProof(over(leaves), first, size);
        const told = `${first} of ${size}`;
        expect(isConsistent(first, firstRoot, size, root, proof), told).toBe(true);
        if (first === size) continue;
        expect(isConsistent(first, leaf(99), size, root, proof), told).toBe(false);
        expect(isConsistent(first, firstRoot, size, root, [...proof, leaf(1)]), told).toBe(false);
        if (first > 0) {
          expect(isConsistent(first, firstRoot, size, leaf(99), proof), told).toBe(false);
          expect(isConsistent(first, firstRoot, size, root, proof.slice(1)), told).toBe(false);
        }
      }
    }
  });

  test('is none the other way round', () => {
    expect(isConsistent(3, leaf(1), 2, leaf(2), [])).toBe(false);
  });
});
