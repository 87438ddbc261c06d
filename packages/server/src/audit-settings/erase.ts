import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { Services } from '../core/services.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** Whose records: those that an account sees, or ('') those that only operators see. */
interface Viewer {
  viewer: string;
  /** Whose setting it is. */
  account: string;
  name: string;
}

export interface Erased extends Viewer {
  /** All of them were older. */
  before: string;
  erased: number;
}

type Needed = Pick<Services, 'database' | 'log'>;

/**
 * Erases what is older than its viewer keeps it, batch by batch: record and salt in one transaction, so that nothing is half-done wherever
 * the process dies; the next run goes on from there. Ends early at `until`, on the clock of `performance.now()`.
 */
export async function eraseExpired({ database, log }: Needed, recorder: Recorder, until = Number.POSITIVE_INFINITY): Promise<Erased[]> {
  const erased: Erased[] = [];
  const failures: unknown[] = [];
  for (const viewer of await database.read(worker, viewersWithExpired)) {
    // One account's trouble keeps no other's records; the next run tries again.
    try {
      await eraseOf(database, viewer.viewer, until);
      const run = await database.write(worker, (tx) => finish(tx, recorder, viewer)).catch(leaveToOthers);
      if (run) erased.push(run);
    } catch (error) {
      log.warn({ err: error, account: viewer.account }, 'expired audit records were not erased');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return erased;
}

/** How many records of whom the next run would erase. */
export const expiredRecords = ({ database }: Pick<Services, 'database'>): Promise<Erased[]> =>
  database.read(worker, async (tx) => {
    const found: Erased[] = [];
    for (const viewer of await viewersWithExpired(tx)) {
      const [row] = await tx.query(
        sql<{
          before: string | null;
          erased: number;
        }>`select ${utc('retention_cutoff(e.viewer_id)')} as before, count(*)::int as erased from events e
          where e.viewer_id = ${viewer.viewer} and e.at < retention_cutoff(${viewer.viewer})
            and (e.type = 'Public' or e.at < coalesce(retention_cutoff(''), '-infinity')) group by e.viewer_id`,
      );
      if (row?.before) found.push({ ...viewer, before: row.before, erased: row.erased });
    }
    return found;
  });

/** Those with a setting, and those whose last run was cut off, whatever their setting says by now. */
const viewersWithExpired = (tx: Transaction): Promise<Viewer[]> =>
  tx.query(
    sql<Viewer>`select v.viewer, a.id as account, a.name from accounts a
      cross join lateral (select a.id as viewer union all select '' where a.type = 'Operations') v
      where retention_cutoff(v.viewer) is not null or exists (select from audit_erasures r where r.viewer_id = v.viewer and r.event_id is null)
      order by v.viewer`,
  );

interface Batch {
  looked: number;
  erased: number;
  reached_at: string | null;
  reached_seq: string | null;
}

async function eraseOf(database: Services['database'], viewer: string, until: number): Promise<void> {
  // From where: what was erased just now is still in the index, and what cannot be erased stays.
  let at: string | null = '-infinity';
  let seq: string | null = '0';
  while (at !== null && performance.now() < until) {
    const [batch]: Batch[] = await database.write(worker, (tx) =>
      tx.query(
        sql<Batch>`select looked, erased, ${utc('reached_at')} as reached_at, reached_seq::text
          from erase_expired_records(${viewer}, ${at}::timestamptz, ${seq}::bigint)`,
      ),
    );
    ({ reached_at: at, reached_seq: seq } = batch!);
  }
}

/**
 * What was counted is no longer what there is, also when looked at again: somebody else erased on, or closed the run. Whoever erases
 * closes what is open after that, so the run is recorded all the same.
 */
function leaveToOthers(error: { code?: string }): undefined {
  if (error.code !== '40001') throw error;
}

interface Run {
  id: string;
  before: string;
  first_index: string;
  last_index: string;
  erased: string;
  in_all: string;
}

/** Records what a run has erased, in the transaction that closes it. Nothing was erased: nothing is recorded. */
async function finish(tx: Transaction, recorder: Recorder, viewer: Viewer): Promise<Erased | undefined> {
  const [run] = await tx.query(
    sql<Run>`select r.id::text, ${utc('r.before')} as before, r.first_index::text, r.last_index::text, r.erased::text,
        (select sum(o.erased) from audit_erasures o where o.viewer_id = r.viewer_id)::text as in_all
      from audit_erasures r where r.viewer_id = ${viewer.viewer} and r.event_id is null`,
  );
  if (!run) return undefined;
  const erased = Number(run.erased);
  const { id } = await recordEvent(
    tx,
    recorder,
    { type: 'Settings', id: viewer.account, name: viewer.name, ...(viewer.viewer ? { account: viewer.viewer } : {}) },
    {
      event: 'platform.audit.record.erased',
      summary: `${erased} audit ${erased === 1 ? 'record' : 'records'} erased`,
      details: `Records from before ${run.before.slice(0, 10)} were erased, as {{object.name}} has set it`,
      documents: {
        erasure: {
          before: run.before,
          firstIndex: Number(run.first_index),
          lastIndex: Number(run.last_index),
          erased,
          // With this the newest of these records accounts for all that is gone, also when the older ones have gone themselves.
          erasedInAll: Number(run.in_all),
        },
      },
    },
  );
  await tx.query(sql`select finish_erasure(${run.id}::bigint, ${id})`);
  return { ...viewer, before: run.before, erased };
}

const utc = (expression: string) => sql.raw(`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
