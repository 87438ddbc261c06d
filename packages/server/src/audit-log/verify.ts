import {
  bundleOf,
  type Checkpoint,
  entryOf,
  equal,
  hashBytes,
  parseTilePath,
  parseVerifierKey,
  type Verified,
  verifyLog,
} from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { provedRecord, recordColumns, type StoredRecord } from './record.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const batch = 2_000;

/**
 * Holds every stored record against its entry, then the entries against the tiles, the signed checkpoint and an earlier one, if given.
 * Answers the first fault in words. Reads from one snapshot, in batches.
 */
export const verifyInstallation = (services: Pick<Services, 'database'>, since?: Checkpoint): Promise<Verified> =>
  services.database.read(worker, async (tx) => {
    const keys = await tx.query(sql<{ verifier: string }>`select verifier from audit_log_keys`);
    const verified = await verifyLog(
      (path) => readPath(tx, path),
      keys.map(({ verifier }) => parseVerifierKey(verifier)),
      since,
    );
    if (verified.fault) return verified;
    const fault = (await firstWrongRecord(tx, verified.checkpoint.size)) ?? (await firstDouble(tx));
    return fault ? { ...verified, fault } : verified;
  });

type Held = Partial<StoredRecord> & { index: string; event_id: string; salt: Buffer | null; entry: Buffer };

/** Records that were altered, swapped or removed since they went into the log. A missing salt says that a record was erased by its deadline. */
async function firstWrongRecord(tx: Transaction, size: number): Promise<string | undefined> {
  for (let from = 0; from < size; from += batch) {
    const rows = await tx.query(
      sql<Held>`select l.index::text, l.event_id, l.salt, l.entry, ${recordColumns}
        from audit_log_entries l left join events t on t.id = l.event_id and t.viewer_id = l.viewer_id and t.at = l.event_at
        where l.index >= ${from} and l.index < ${from + batch} order by l.index`,
    );
    for (const row of rows) {
      if (!row.salt) continue;
      if (!row.id) return `record ${row.event_id}, entry ${row.index}, is gone`;
      if (!equal(entryOf(provedRecord(row as StoredRecord), row.salt), row.entry))
        return `record ${row.event_id}, entry ${row.index}, is not what was recorded`;
    }
  }
  return undefined;
}

/** A record whose id another has too, at another time: one of them was put there by hand. */
async function firstDouble(tx: Transaction): Promise<string | undefined> {
  const [row] = await tx.query(
    sql<{
      id: string;
    }>`select t.id from events t join audit_log_entries l on l.event_id = t.id and l.viewer_id = t.viewer_id where t.at <> l.event_at limit 1`,
  );
  return row ? `record ${row.id} is there twice` : undefined;
}

/** The log's files as the installation has them: what the public routes serve, also where they are switched off. */
async function readPath(tx: Transaction, path: string): Promise<Uint8Array> {
  if (path === 'checkpoint') {
    const [row] = await tx.query(sql<{ note: string }>`select note from audit_log_checkpoints order by size desc limit 1`);
    return Buffer.from(row?.note ?? '');
  }
  const { level, number, width } = parseTilePath(path)!;
  if (level === 'entries') {
    const rows = await tx.query(
      sql<{
        entry: Buffer;
      }>`select entry from audit_log_entries where index >= ${number * 256} and index < ${(number + 1) * 256} order by index`,
    );
    return bundleOf(rows.slice(0, width).map(({ entry }) => entry));
  }
  const [row] = await tx.query(sql<{ hashes: Buffer }>`select hashes from audit_log_tiles where level = ${level} and number = ${number}`);
  return row?.hashes.subarray(0, width * hashBytes) ?? Buffer.alloc(0);
}
