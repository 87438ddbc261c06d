import { recordListing, renderDetails } from '../audit-records/index.ts';
import { nobody } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { Services } from '../core/services.ts';
import { lineOf, workerName } from './lines.ts';
import type { StreamRow } from './queries.ts';
import { backoffSeconds } from './rules.ts';
import type { Batch, Line } from './target.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** Of one batch: entries of the log that are looked at, records that are sent, bytes of the lines. */
export interface BatchLimits {
  entries: number;
  records: number;
  bytes: number;
}

export const usualLimits: BatchLimits = { entries: 5_000, records: 500, bytes: 1024 ** 2 };

export interface Due {
  id: string;
  /** Counts the changes of operators: a target that was opened before is out of date. */
  generation: number;
}

/** What waits just now: streams with entries before them whose next try has come, and how long until the next one has. */
export async function dueStreams({
  database,
}: Services): Promise<{ due: Due[]; enabled: number; nextMs: number | undefined; end: string }> {
  const rows = await database.read(worker, (tx) =>
    tx.last(
      sql<{ id: string; generation: number; behind: boolean; wait_ms: number; size: string }>`
        select s.id, s.generation, s.position < l.size as behind, l.size::text as size,
          greatest(0, extract(epoch from s.next_try_at - now()) * 1000)::float8 as wait_ms
        from audit_streams s, audit_log l where s.status = 'Enabled' order by s.id`,
    ),
  );
  const behind = rows.filter((row) => row.behind);
  const later = behind.flatMap(({ wait_ms }) => (wait_ms > 0 ? [wait_ms] : []));
  return {
    due: behind.filter(({ wait_ms }) => !(wait_ms > 0)).map(({ id, generation }) => ({ id, generation })),
    enabled: rows.length,
    nextMs: later.length > 0 ? Math.min(...later) : undefined,
    end: rows[0]?.size ?? '0',
  };
}

/** One batch of a stream that this process may send now. */
export interface Claimed {
  stream: StreamRow & { generation: number };
  batch: Batch;
  position: number;
  /** Where the stream is once the batch has arrived. */
  until: number;
}

type ClaimedRow = StreamRow & { generation: number; sending_until: string | null; size: string };

/**
 * Takes the next batch of a stream for as long as the lease lasts; nothing when another process has the stream, it is not enabled any more or its
 * next try has not come. What the batch holds is settled here and noted: whoever sends it again sends the same.
 */
export const claimBatch = (
  services: Services,
  id: string,
  holder: string,
  leaseMs: number,
  limits: BatchLimits,
): Promise<Claimed | undefined> =>
  services.database.write(worker, async (tx) => {
    const [stream] = await tx.query(
      sql<ClaimedRow>`update audit_streams s set lease_holder = ${holder}, lease_until = clock_timestamp() + interval '1 millisecond' * ${leaseMs}::int
        from audit_log l where s.id = ${id} and s.status = 'Enabled' and s.position < l.size and (s.next_try_at is null or s.next_try_at <= now())
          and (s.lease_until is null or s.lease_until < clock_timestamp() or s.lease_holder = ${holder})
        returning s.*, s.position::text as position, s.sending_until::text as sending_until, l.size::text as size`,
    );
    if (!stream) return undefined;
    const position = Number(stream.position);
    const begun = stream.sending_until === null ? undefined : Number(stream.sending_until);
    const end = begun ?? Math.min(position + limits.entries, Number(stream.size));
    const { lines, until } = await linesOf(tx, stream, position, end, begun === undefined ? limits : undefined);
    if (begun === undefined) await tx.query(sql`update audit_streams set sending_until = ${until} where id = ${id}`);
    return { stream, position, until, batch: { id: `${id}_${stream.generation}_${position}-${until}`, lines } };
  });

/** The lines from one place to another, or as many as the limits let through; `until` is the place after the last one. */
async function linesOf(
  tx: Transaction,
  stream: StreamRow,
  from: number,
  to: number,
  limits: BatchLimits | undefined,
): Promise<{ lines: Line[]; until: number }> {
  const { account_ids: accounts, event_prefix: prefix } = stream;
  // The columns of the list of records, for the one copy that operators see; an erased record is no row any more.
  const rows = await tx.query(sql<Record<string, unknown> & { log_index: string; whose: string }>`
    select ${sql.raw(recordListing.columns)}, entry.index::text as log_index, coalesce(t.account_id, '') as whose
    from audit_log_entries entry join events t on t.id = entry.event_id and t.at = entry.event_at and t.viewer_id = entry.viewer_id
      left join accounts own on own.id = t.viewer_id
    where entry.index >= ${from} and entry.index < ${to} and not t.is_copy
      ${accounts ? sql`and t.account_id = any (${accounts}::text[])` : sql``} ${prefix ? sql`and starts_with(t.event, ${prefix})` : sql``}
    order by entry.index ${limits ? sql`limit ${sql.lit(limits.records)}` : sql``}`);
  const lines: Line[] = [];
  let bytes = 0;
  for (const row of rows) {
    const record = renderDetails(recordListing.read(row as never));
    const line = lineOf({ ...record, index: Number(row.log_index), account: row.whose }, stream.format);
    bytes += Buffer.byteLength(line.text) + 1;
    // One record that is too large goes alone.
    if (limits && lines.length > 0 && bytes > limits.bytes) break;
    lines.push(line);
  }
  const isWhole = lines.length === rows.length && (!limits || rows.length < limits.records);
  return { lines, until: isWhole ? to : lines.at(-1)!.index! + 1 };
}

/** Who records what deliveries have to say. */
const asWorker = (id: string): Recorder => ({ caller: { ...nobody, name: 'System' }, origin: { correlationId: id, workerName } });

/** The batch has arrived: the stream is past it. False when an operator changed the stream meanwhile, or the lease went to somebody else. */
export const advance = (services: Services, { stream, position, until, batch }: Claimed, holder: string): Promise<boolean> =>
  services.database.write(worker, async (tx) => {
    const [before] = await tx.query(
      sql<{
        last_error: StreamRow['last_error'];
      }>`select last_error from audit_streams where id = ${stream.id} and generation = ${stream.generation}
        and position = ${position} and lease_holder = ${holder} for update`,
    );
    if (!before) return false;
    const delivered = batch.lines.length > 0;
    await tx.query(sql`update audit_streams set position = ${until}, sending_until = null, next_try_at = null
      ${delivered ? sql`, last_delivered_at = now(), last_error = null` : sql``} where id = ${stream.id}`);
    if (delivered && before.last_error) await recordOutcome(tx, stream, 'recovered', before.last_error);
    return true;
  });

/** The batch has not arrived: it waits, longer each time. The first failure in a row is recorded, the others only counted. */
export const postpone = (services: Services, { stream }: Claimed, holder: string, message: string): Promise<void> =>
  services.database.write(worker, async (tx) => {
    const [before] = await tx.query(
      sql<{
        last_error: StreamRow['last_error'];
      }>`select last_error from audit_streams where id = ${stream.id} and generation = ${stream.generation}
        and lease_holder = ${holder} for update`,
    );
    if (!before) return;
    const tries = (before.last_error?.tries ?? 0) + 1;
    const error = { at: new Date().toISOString(), message, tries };
    await tx.query(sql`update audit_streams set last_error = ${JSON.stringify(error)}::jsonb, next_try_at = now() + interval '1 second' * ${backoffSeconds(tries)}::int
      where id = ${stream.id}`);
    if (tries === 1) await recordOutcome(tx, stream, 'failed', error);
  });

async function recordOutcome(
  tx: Transaction,
  { id, name, revision }: StreamRow,
  word: 'failed' | 'recovered',
  error: NonNullable<StreamRow['last_error']>,
): Promise<void> {
  await recordEvent(
    tx,
    asWorker(id),
    { type: 'AuditStream', id, name, revision },
    {
      event: `platform.audit.stream.${word}`,
      summary: word === 'failed' ? 'Audit stream failed' : 'Audit stream works again',
      details: word === 'failed' ? error.message : `The stream {{object.name}} works again after ${error.tries} failed tries`,
      documents: { error },
      type: 'Private',
    },
  );
}

/** Lets others go on at once: this process stops. */
export const releaseLeases = (services: Services, holder: string): Promise<void> =>
  services.database.write(worker, async (tx) => {
    await tx.query(sql`update audit_streams set lease_holder = null, lease_until = null where lease_holder = ${holder}`);
  });
