import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { sql, type Transaction } from '../core/database.ts';
import { Problem } from '../core/problem.ts';

/** Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

const bytesMax = 8192;
const runningMax = Math.max(1, availableParallelism());
/** About two seconds of work; whoever comes later is told to wait instead of making everybody wait. */
const waitingMax = runningMax * 50;

/** Verified for people who have no password, so that they take as long as the others. The hash of random bytes that nobody kept. */
let nobodys: Promise<string> | undefined;

/**
 * One spelling for each password, as RFC 8265, section 4.2 has it: NFC, and every kind of space is U+0020. Nothing is cut off. Not NFKC:
 * it would make `²` the same as `2`.
 */
export const normalised = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** A hash in the PHC format. Check the password with `checkPassword` before. Throws 429 when too many hashes are waiting. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normalised(password), cost));

/**
 * Whether the password is the one behind the hash. Without a hash it works as long and says no. Throws 429 when too many hashes are waiting.
 * A hash that came with an import may be of the password as it was typed, so that is tried too.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hash(crypto.getRandomValues(new Uint8Array(32)), cost);
  const against = stored ?? (await nobodys);
  const spellings = Buffer.byteLength(password) > bytesMax ? [''] : [...new Set([normalised(password), password])];
  let right = false;
  for (const spelling of spellings) right = (await inTurn(() => verify(against, spelling))) || right;
  return right && stored !== undefined && spellings[0] !== '';
}

/** Whether a hash was made with less, or other, work than we ask for today; it is made anew at the next sign-in. */
export function needsRehash(stored: string): boolean {
  const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(stored);
  // 2 is argon2id: the library's enum exists only for the compiler.
  return algorithm !== 2 || memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
}

/** Stores the hash of a person's password; runs as herself. Ending her sessions and recording the event are the caller's. */
export async function setPassword(tx: Transaction, user: string, passwordHash: string): Promise<void> {
  await tx.query(sql`insert into passwords (user_id, hash) values (${user}, ${passwordHash})
    on conflict (user_id) do update set hash = excluded.hash, changed_at = now()`);
}

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing is the dearest thing a stranger can ask for: as many at once as there are cores, the others in a bounded queue. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= runningMax) {
    if (waiting.length >= waitingMax)
      throw new Problem('too-many-requests', 'Too many people are signing in just now. Wait a moment.', { retryAfterSeconds: 2 });
    await new Promise<void>((start) => waiting.push(start));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes on to the next in line, so nobody can slip in between.
    if (next) next();
    else running -= 1;
  }
}
