import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { openCheckpoint } from './checkpoint.ts';
import { equal, leafHash, rootFromInclusion } from './merkle.ts';
import { bytesOf, type Verifier } from './note.ts';

export const evidenceFormat = 'tenantry-evidence-1';

/** One record with what proves that it stands in the log. Binary values are base64. */
export interface Evidence {
  format: typeof evidenceFormat;
  /** The fields that were stored and never change. */
  record: Record<string, unknown>;
  salt: string;
  index: number;
  /** The audit path of the leaf, from the leaf upwards. */
  proof: string[];
  /** The signed note that the path leads to. */
  checkpoint: string;
}

/** What stands in the log for a record: SHA-256(salt ‖ RFC 8785 JSON of the record). Tells nothing of the record to who lacks the salt. */
export function entryOf(record: Record<string, unknown>, salt: Uint8Array): Buffer {
  const text = canonicalize(record);
  if (text === undefined) throw new TypeError('a record is a JSON object');
  return createHash('sha256').update(salt).update(text).digest();
}

/** Why the evidence does not hold, or nothing when it does. Throws when its checkpoint is none, or not signed by a known key. */
export function faultOf(evidence: Evidence, verifiers: readonly Verifier[]): string | undefined {
  const { origin, size, root } = openCheckpoint(evidence.checkpoint, verifiers);
  const salt = bytesOf(evidence.salt);
  if (salt?.length !== 32) return 'the salt is not 32 bytes long';
  const proof = evidence.proof.map(bytesOf);
  if (!proof.every((hash) => hash?.length === 32)) return 'the proof holds what is no hash';
  const leaf = leafHash(entryOf(evidence.record, salt));
  const reached = rootFromInclusion(leaf, evidence.index, size, proof as Buffer[]);
  if (!reached) return `the proof is not of entry ${evidence.index} in a log of ${size}`;
  return equal(reached, root) ? undefined : `record ${String(evidence.record.id)} is not entry ${evidence.index} of ${origin}`;
}
