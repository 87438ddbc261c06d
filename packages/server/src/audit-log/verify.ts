import {
  bundleOf,
  type Checkpoint,
  checkpointOf,
  entryOf,
  equal,
  hashBytes,
  parseTilePath,
  parseVerifierKey,
  tileWidth,
  type Verified,
  verifyLog,
} from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { Erasures } from './erasures.ts';
import { firstStranger, type Position } from './order.ts';
import { provedRecord, recordColumns, type StoredRecord } from './record.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

export interface VerifyOptions {
  /** An earlier checkpoint, which the log must continue. */
  since?: Checkpoint | undefined;
  /** Told after each bundle of entries; what it throws ends the verification. */
  progress?: (checked: number, total: number) => Promise<void> | void;
}

/**
 * Reads the log from its first entry to its last and holds each stored record against its entry, the entries against the tiles, the signed
 * checkpoint and an earlier one, if given; erased records against the runs that erased them. Answers the first fault in words. One
 * snapshot, one bundle of entries at a time.
 */
export const verifyInstallation = (services: Pick<Services, 'database'>, options: VerifyOptions = {}): Promise<Verified> =>
  services.database.read(worker, async (tx) => {
    const keys = await tx.query(sql<{ verifier: string }>`select verifier from audit_log_keys where retired_at is null`);
    const records = new Records(tx, await Erasures.read(tx));
    let checkpoint: Checkpoint | undefined;
    try {
      const verified = await verifyLog(
        (path) => readPath(tx, path, records),
        keys.map(({ verifier }) => parseVerifierKey(verifier)),
        options.since,
        async (checked) => {
          checkpoint ??= await newestCheckpoint(tx);
          await records.check(checked);
          await options.progress?.(checked, checkpoint.size);
        },
      );
      if (verified.fault) return verified;
      checkpoint = verified.checkpoint;
      await records.end();
      return verified;
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
      return { checkpoint: checkpoint!, fault: error.message };
    }
  });

/** A record that is not what the log says, in words. */
class RecordFault extends Error {}

type Held = Partial<StoredRecord> & {
  index: string;
  event_id: string;
  holder: string;
  held_at: string;
  salt: Buffer | null;
  entry: Buffer;
};

/** Holds the records behind the entries, bundle by bundle, in the order of the log. */
class Records {
  readonly #tx: Transaction;
  readonly #erasures: Erasures;
  readonly #waiting = new Map<number, Held[]>();
  #position: Position = { xact: '0', seq: '0' };

  constructor(tx: Transaction, erasures: Erasures) {
    this.#tx = tx;
    this.#erasures = erasures;
  }

  /** The entries of a bundle; their records come along and wait for their turn. */
  async load(number: number): Promise<Buffer[]> {
    const rows = await this.#tx.query(
      sql<Held>`select l.index::text, l.event_id, l.viewer_id as holder, to_char(l.event_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as held_at, l.salt, l.entry, ${recordColumns}
        from audit_log_entries l left join events t on t.id = l.event_id and t.viewer_id = l.viewer_id and t.at = l.event_at
        where l.index >= ${number * tileWidth} and l.index < ${(number + 1) * tileWidth} order by l.index`,
    );
    this.#waiting.set(number, rows);
    return rows.map(({ entry }) => entry);
  }

  /** Checks the records of the bundle that ends before entry `checked`. Throws the first fault. */
  async check(checked: number): Promise<void> {
    const number = Math.ceil(checked / tileWidth) - 1;
    const rows = this.#waiting.get(number)!.slice(0, checked - number * tileWidth);
    this.#waiting.delete(number);
    let position = this.#position;
    let found = 0;
    for (const row of rows) {
      refuse(row, this.#erasures);
      if (!row.id) continue;
      const at = { xact: row.xact!, seq: row.seq! };
      if (!isAfter(at, position)) throw new RecordFault(`record ${row.event_id}, entry ${row.index}, is not at its place any more`);
      position = at;
      found++;
    }
    refuseIf(await firstStranger(this.#tx, this.#position, position, found));
    this.#position = position;
  }

  /** What is left when all entries are done: records that no entry stands for, and runs that erased less than is missing. */
  async end(): Promise<void> {
    const [log] = await this.#tx.query(sql<Position>`select last_xact::text as xact, last_seq::text as seq from audit_log`);
    refuseIf(isAfter(log!, this.#position) ? await firstStranger(this.#tx, this.#position, log!, 0) : undefined);
    refuseIf(this.#erasures.firstFault());
    const [double] = await this.#tx.query(
      sql<{ id: string }>`select t.id from events t join audit_log_entries l on l.event_id = t.id and l.viewer_id = t.viewer_id
        where (t.xact, t.seq) > (${log!.xact}::xid8, ${log!.seq}::bigint) limit 1`,
    );
    refuseIf(double && `record ${double.id} is there twice`);
  }
}

function refuseIf(fault: string | undefined): void {
  if (fault) throw new RecordFault(fault);
}

/** A record that was altered or removed since it went into the log. One without salt was erased, which a retention run must account for. */
function refuse(row: Held, erasures: Erasures): void {
  const named = `record ${row.event_id}, entry ${row.index},`;
  if (row.salt && !row.id) throw new RecordFault(`${named} is gone`);
  if (row.salt && !equal(entryOf(provedRecord(row as StoredRecord), row.salt), row.entry))
    throw new RecordFault(`${named} is not what was recorded`);
  if (row.salt) return;
  if (row.id) throw new RecordFault(`${named} has lost its salt`);
  if (!erasures.take(row.holder, Number(row.index), row.held_at))
    throw new RecordFault(`${named} is gone, and no retention run accounts for it`);
}

const isAfter = (a: Position, b: Position): boolean =>
  BigInt(a.xact) > BigInt(b.xact) || (a.xact === b.xact && BigInt(a.seq) > BigInt(b.seq));

async function newestCheckpoint(tx: Transaction): Promise<Checkpoint> {
  return checkpointOf(await newestNote(tx));
}

async function newestNote(tx: Transaction): Promise<string> {
  const [row] = await tx.query(sql<{ note: string }>`select note from audit_log_checkpoints order by size desc limit 1`);
  return row?.note ?? '';
}

/** The log's files as the installation has them: what the public routes serve, also where they are switched off. */
async function readPath(tx: Transaction, path: string, records: Records): Promise<Uint8Array> {
  if (path === 'checkpoint') return Buffer.from(await newestNote(tx));
  const { level, number, width } = parseTilePath(path)!;
  if (level === 'entries') return bundleOf((await records.load(number)).slice(0, width));
  const [row] = await tx.query(sql<{ hashes: Buffer }>`select hashes from audit_log_tiles where level = ${level} and number = ${number}`);
  return row?.hashes.subarray(0, width * hashBytes) ?? Buffer.alloc(0);
}
