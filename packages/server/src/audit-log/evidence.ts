import { cachedSubtreesOf, type Evidence, type EvidenceLine, evidenceFormat, inclusionProof, type Subtrees } from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import { provedRecord, recordColumns, type StoredRecord } from './record.ts';

/** A signed head of the log, and how far it goes in the order of records. */
export interface ProvingCheckpoint {
  size: number;
  note: string;
  last_xact: string;
  last_seq: string;
}

/** The checkpoints that evidence may lead to, the best one first. 409 before the first. */
export async function provingCheckpoints(tx: Transaction): Promise<ProvingCheckpoint[]> {
  const rows = await tx.query(
    sql<ProvingCheckpoint & { size: string }>`select size::text, note, last_xact::text, last_seq::text from proving_checkpoints()`,
  );
  if (rows.length === 0) throw notYet();
  return rows.map((row) => ({ ...row, size: Number(row.size) })).sort((a, b) => a.size - b.size);
}

const notYet = () => conflict('The record is not in the log yet; it is taken in within a second. Try again.', 'not-in-the-log-yet');

/** The subtrees of the tree as it stands, each tile read once. */
export const subtreesIn = (tx: Transaction): Subtrees =>
  cachedSubtreesOf(async (level, number) => {
    const [row] = await tx.query(sql<{ hashes: Buffer | null }>`select auth_log_tile(${level}, ${number}) as hashes`);
    return row?.hashes ?? Buffer.alloc(0);
  });

/** What proves records that the caller has found under her own policy, in a tree of this size; nothing for one that is not in it. */
export async function proofsOf(
  tx: Transaction,
  records: readonly StoredRecord[],
  subtrees: Subtrees,
  size: number,
): Promise<(EvidenceLine | undefined)[]> {
  const ids = records.map(({ id }) => id);
  const viewers = records.map(({ viewer_id }) => viewer_id);
  const entries = await tx.query(
    sql<{ event_id: string; viewer_id: string; index: string; salt: Buffer | null }>`select event_id, viewer_id, index::text, salt
      from record_entries(${ids}::text[], ${viewers}::text[])`,
  );
  const known = new Map(entries.map((entry) => [`${entry.event_id} ${entry.viewer_id}`, entry]));
  const lines: (EvidenceLine | undefined)[] = [];
  for (const record of records) {
    const entry = known.get(`${record.id} ${record.viewer_id}`);
    const index = Number(entry?.index);
    if (!entry?.salt || index >= size) lines.push(undefined);
    else {
      const proof = await inclusionProof(subtrees, index, size);
      const salt = entry.salt.toString('base64');
      lines.push({ record: provedRecord(record), salt, index, proof: proof.map((hash) => hash.toString('base64')) });
    }
  }
  return lines;
}

type Found = StoredRecord & { buyer_ids: string[] | null };

/**
 * What proves that a record stands in the log, as its caller sees it, and the record of having looked. 404 for one that she does not see,
 * 409 while it is not in the tree yet, which lasts about a second.
 */
export async function evidenceOf(tx: Transaction, recorder: Recorder, id: string): Promise<Evidence> {
  const [record] = await tx.query(
    sql<Found>`select ${recordColumns}, t.buyer_ids from events t where t.id = ${id} order by t.is_copy limit 1`,
  );
  if (!record) throw notFound('Audit record', id);
  for (const { size, note } of await provingCheckpoints(tx)) {
    const [line] = await proofsOf(tx, [record], subtreesIn(tx), size);
    if (!line) continue;
    await recordEvidence(tx, recorder, record);
    return { format: evidenceFormat, ...line, checkpoint: note };
  }
  throw notYet();
}

/** Whoever sees the record sees that its evidence was taken, and nobody else. */
const recordEvidence = (tx: Transaction, recorder: Recorder, { id, viewer_id, type, buyer_ids }: Found): Promise<unknown> =>
  recordEvent(
    tx,
    recorder,
    { type: 'AuditRecord', id, name: id, ...(viewer_id ? { account: viewer_id } : {}) },
    {
      event: 'platform.audit.record.evidence_exported',
      summary: 'Evidence of an audit record exported',
      details: '{{actor.name}} exported the evidence of the audit record {{object.id}}',
      type: type === 'Private' ? 'Private' : 'Public',
      ...(buyer_ids ? { buyers: buyer_ids } : {}),
    },
  );
