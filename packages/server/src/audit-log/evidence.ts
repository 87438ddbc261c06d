import { checkpointOf, type Evidence, evidenceFormat, inclusionProof, subtreesOf } from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import { conflict, notFound } from '../core/problem.ts';
import { provedRecord, recordColumns, type StoredRecord } from './record.ts';

/**
 * What proves that a record stands in the log, as its caller sees it. 404 for one that she does not see, 409 while it is not in the tree
 * yet, which lasts about a second.
 */
export async function evidenceOf(tx: Transaction, id: string): Promise<Evidence> {
  const [record] = await tx.query(sql<StoredRecord>`select ${recordColumns} from events t where t.id = ${id} order by t.is_copy limit 1`);
  if (!record) throw notFound('Audit record', id);
  const [[entry], [checkpoint]] = await Promise.all([
    tx.query(sql<{ index: string; salt: Buffer | null }>`select index::text, salt from record_entry(${id}, ${record.viewer_id})`),
    tx.query(sql<{ note: string | null }>`select auth_log_checkpoint() as note`),
  ]);
  if (!entry?.salt || !checkpoint?.note)
    throw conflict('The record is not in the log yet; it is taken in within a second. Try again.', 'not-in-the-log-yet');
  const { size } = checkpointOf(checkpoint.note);
  const index = Number(entry.index);
  const subtrees = subtreesOf(async (level, number) => {
    const [row] = await tx.query(sql<{ hashes: Buffer | null }>`select auth_log_tile(${level}, ${number}) as hashes`);
    return row?.hashes ?? Buffer.alloc(0);
  });
  const proof = await inclusionProof(subtrees, index, size);
  return {
    format: evidenceFormat,
    record: provedRecord(record),
    salt: entry.salt.toString('base64'),
    index,
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint: checkpoint.note,
  };
}
