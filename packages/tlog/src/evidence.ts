import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
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

/** What proves one record under a checkpoint that stands elsewhere. */
export type EvidenceLine = Pick<Evidence, 'record' | 'salt' | 'index' | 'proof'>;

/** Why the evidence does not hold, or nothing when it does. Throws when its checkpoint is none, or not signed by a known key. */
export const faultOf = (evidence: Evidence, verifiers: readonly Verifier[]): string | undefined =>
  faultUnder(openCheckpoint(evidence.checkpoint, verifiers), evidence);

/** Why the evidence does not hold under an opened checkpoint, or nothing when it does. */
export function faultUnder({ origin, size, root }: Checkpoint, { record, salt, index, proof }: EvidenceLine): string | undefined {
  const bytes = bytesOf(salt);
  if (bytes?.length !== 32) return 'the salt is not 32 bytes long';
  const path = proof.map(bytesOf);
  if (!path.every((hash) => hash?.length === 32)) return 'the proof holds what is no hash';
  const reached = rootFromInclusion(leafHash(entryOf(record, bytes)), index, size, path as Buffer[]);
  if (!reached) return `the proof is not of entry ${index} in a log of ${size}`;
  return equal(reached, root) ? undefined : `record ${String(record.id)} is not entry ${index} of ${origin}`;
}

/** Whether a value has the form of what proves one record. */
export function isEvidenceLine(value: unknown): value is EvidenceLine {
  if (!isObject(value)) return false;
  const { record, salt, index, proof } = value;
  return (
    isObject(record) &&
    typeof salt === 'string' &&
    Number.isSafeInteger(index) &&
    Array.isArray(proof) &&
    proof.every((hash) => typeof hash === 'string')
  );
}

/** Whether a value has the form of the evidence of one record. */
export const isEvidence = (value: unknown): value is Evidence =>
  isEvidenceLine(value) && (value as Evidence).format === evidenceFormat && typeof (value as Evidence).checkpoint === 'string';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
