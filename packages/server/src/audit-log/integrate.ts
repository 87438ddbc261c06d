import { randomBytes } from 'node:crypto';
import { entryOf, grow, leafHash, partsOf, rootOf, type StoredTile, signCheckpoint, subtreesOf } from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { signers } from './keys.ts';
import { provedRecord, recordColumns, type StoredRecord } from './record.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
export const batchMax = 5_000;

interface LogState {
  origin: string;
  size: string;
  last_xact: string;
  last_seq: string;
  /** The database's transaction ids begin below what the log has taken in: it was copied into another cluster. */
  is_behind: boolean;
}

/** What a look at the log found: how many records went in, and whether there is or will be more. */
export interface Integrated {
  added: number;
  more: boolean;
}

/**
 * Takes the next records into the tree, in the order of (xact, seq) below every transaction that is still open: a sequence is no commit
 * order, and what is ordered here is ordered for ever. One process at a time; leaves, tiles and signed checkpoint are one transaction.
 */
export async function integrate(services: Pick<Services, 'database' | 'vault'>): Promise<Integrated> {
  try {
    return await integrateNext(services, (_, records) => records);
  } catch (error) {
    // Only by hand can a record come to stand beside one with its id. It is passed by, for the verification to name, and stops nothing.
    if ((error as { code?: string }).code !== '23505') throw error;
    return integrateNext(services, withoutDoubles);
  }
}

// New records would stand before what is there, for ever unseen: better to stop and say so.
const behind = ({ last_xact }: LogState) =>
  `this database was copied from another PostgreSQL cluster, whose transaction ids had come further: stop all servers, stop PostgreSQL, and run pg_resetwal (--epoch, --next-transaction-id) beyond ${last_xact}`;

type Choose = (tx: Transaction, records: Found[]) => Promise<Found[]> | Found[];

function integrateNext(services: Pick<Services, 'database' | 'vault'>, choose: Choose): Promise<Integrated> {
  return services.database.write(worker, async (tx) => {
    // Without sorting: of a huge transaction the planner believes that nothing is left, and would read and sort all of it with every batch.
    // Planned once for a connection: over the partitions of some years, planning costs several times what a look does.
    const [lock] = await tx.query(
      sql<{
        got: boolean;
      }>`select pg_try_advisory_xact_lock(hashtext('tenantry audit log')) as got, set_config('enable_sort', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
    );
    if (!lock?.got) return { added: 0, more: true };
    const [state] = await tx.query(
      sql<LogState>`select origin, size::text, last_xact::text, last_seq::text, last_xact >= pg_snapshot_xmax(pg_current_snapshot()) as is_behind from audit_log`,
    );
    if (state!.is_behind) throw new Error(behind(state!));
    const found = await nextRecords(tx, state!);
    const settled = found.filter((record) => record.settled);
    const isDue = settled.length === 0 && !(await isSignedByAll(tx, state!.origin));
    if (settled.length > 0 || isDue) await append(tx, services, state!, await choose(tx, settled), settled.at(-1));
    // What is committed and not settled waits for an older transaction to end.
    return { added: settled.length, more: found.length > 0 || isDue };
  });
}

async function withoutDoubles(tx: Transaction, records: Found[]): Promise<Found[]> {
  const key = ({ id, viewer_id }: { id: string; viewer_id: string }) => `${id} ${viewer_id}`;
  const known = await tx.query(
    sql<{
      id: string;
      viewer_id: string;
    }>`select event_id as id, viewer_id from audit_log_entries where event_id = any (${records.map(({ id }) => id)}::text[])`,
  );
  const seen = new Set(known.map(key));
  return records.filter((record) => !seen.has(key(record)) && seen.add(key(record)));
}

/** Whether the newest checkpoint bears the signatures of the keys that are active now, and of no other key of ours. */
async function isSignedByAll(tx: Transaction, origin: string): Promise<boolean> {
  const [row] = await tx.query(
    sql<{ note: string | null; active: string[] }>`select
      (select note from audit_log_checkpoints order by size desc limit 1) as note,
      array(select id from audit_log_keys where retired_at is null order by id) as active`,
  );
  const { note, active } = row!;
  if (!note || active.length === 0) return false;
  const signed = partsOf(note).lines.flatMap(({ name, id }) => (name === origin ? id.toString('hex') : []));
  return signed.sort().join() === active.join();
}

type Found = StoredRecord & { settled: boolean };

/**
 * The next records in order. Those below every open transaction are settled, and come first. No bound on `xact` alone: the index would begin
 * there instead of at the pair, and walk through what a huge transaction has left behind with every batch.
 */
const nextRecords = (tx: Transaction, { last_xact, last_seq }: LogState): Promise<Found[]> =>
  tx.query(
    sql<Found>`select ${recordColumns}, t.xact < pg_snapshot_xmin(pg_current_snapshot()) as settled from events t
      where (t.xact, t.seq) > (${last_xact}::xid8, ${last_seq}::bigint)
      order by t.xact, t.seq limit ${sql.lit(batchMax)}`,
  );

async function append(
  tx: Transaction,
  { vault }: Pick<Services, 'vault'>,
  state: LogState,
  records: readonly StoredRecord[],
  last: StoredRecord | undefined,
): Promise<void> {
  const before = Number(state.size);
  const salts = randomBytes(32 * records.length);
  const salted = records.map((record, n) => {
    const salt = salts.subarray(32 * n, 32 * (n + 1));
    return { record, salt, entry: entryOf(provedRecord(record), salt) };
  });
  // One value each for all salts and entries: thousands of small ones cost more to send than to hash.
  if (salted.length > 0)
    await tx.query(sql`insert into audit_log_entries (index, event_id, viewer_id, event_at, salt, entry)
      select ${before}::bigint + u.n - 1, u.id, u.viewer, u.at::timestamptz, substring(b.salts from (u.n::int - 1) * 32 + 1 for 32), substring(b.entries from (u.n::int - 1) * 32 + 1 for 32)
      from (select ${salts}::bytea as salts, ${Buffer.concat(salted.map(({ entry }) => entry))}::bytea as entries) b,
        unnest(${records.map(({ id }) => id)}::text[], ${records.map(({ viewer_id }) => viewer_id)}::text[], ${records.map(({ at }) => at)}::text[])
          with ordinality u (id, viewer, at, n)`);
  const changed = await grow(
    (level, number) => readTile(tx, level, number),
    before,
    salted.map(({ entry }) => leafHash(entry)),
  );
  await storeTiles(tx, changed);
  const size = before + records.length;
  const root = await rootOf(
    subtreesOf((level, number) => readTile(tx, level, number)),
    size,
  );
  const note = signCheckpoint({ origin: state.origin, size, root }, await signers(tx, vault, state.origin));
  const [lastXact, lastSeq] = [last?.xact ?? state.last_xact, last?.seq ?? state.last_seq];
  // The same size again is signed anew: the keys have changed.
  await tx.query(sql`insert into audit_log_checkpoints (size, root, note, last_xact, last_seq)
    values (${size}, ${root}, ${note}, ${lastXact}::xid8, ${lastSeq}::bigint) on conflict (size) do update set note = excluded.note`);
  // One for each hour is kept, beside the newest and the newest that a witness cosigned.
  await tx.query(sql`delete from audit_log_checkpoints c where c.size < ${size} and c.at > date_trunc('hour', now())
    and c.size is distinct from (select max(k.size) from audit_log_cosignatures k)`);
  await tx.query(sql`delete from audit_log_cosignatures k where not exists (select from audit_log_checkpoints c where c.size = k.size)`);
  await tx.query(sql`update audit_log set size = ${size}, last_xact = ${lastXact}::xid8, last_seq = ${lastSeq}::bigint`);
}

async function readTile(tx: Transaction, level: number, number: number): Promise<Buffer> {
  const [row] = await tx.query(sql<{ hashes: Buffer }>`select hashes from audit_log_tiles where level = ${level} and number = ${number}`);
  return row?.hashes ?? Buffer.alloc(0);
}

const storeTiles = async (tx: Transaction, tiles: readonly StoredTile[]): Promise<unknown> =>
  tiles.length > 0 &&
  tx.query(sql`insert into audit_log_tiles (level, number, hashes)
    select * from unnest(${tiles.map(({ level }) => level)}::int[], ${tiles.map(({ number }) => number)}::bigint[], ${tiles.map(({ hashes }) => hashes)}::bytea[])
    on conflict (level, number) do update set hashes = excluded.hashes`);
