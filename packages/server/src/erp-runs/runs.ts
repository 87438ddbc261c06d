import type { ErpRunCounts } from '@tenantry/contract/erp-runs';
import { nobody } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder, updateObject } from '../core/events.ts';
import type { Services } from '../core/services.ts';
import { type ErpRunRow, erpRunObject } from './queries.ts';
import type { LineError } from './stage.ts';

/** What works for nobody in particular runs as the worker. */
export const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** Who changes things in a run. */
export const asRun = (run: string): Recorder => ({
  caller: { ...nobody, name: 'System' },
  origin: { correlationId: run, workerName: 'erp-run' },
});

/** A run that said nothing for so long has lost its process. */
const silenceMinutes = 5;

/** A new run. The index `erp_runs_under_way` refuses it while another one is under way; one whose process died counts no more. */
export async function insertRun(tx: Transaction, recorder: Recorder, source: 'file' | 'feed'): Promise<ErpRunRow> {
  const dead = await tx.query(
    sql<{ id: string }>`select id from erp_runs where status in ('Queued', 'Running')
      and alive_at < now() - interval '1 minute' * ${silenceMinutes}::int for update`,
  );
  for (const { id } of dead) await endRun(tx, asRun(id), id, { status: 'Failed', message: 'The server stopped in the middle of it.' });
  return insertObject<ErpRunRow>(
    tx,
    recorder,
    erpRunObject,
    { source },
    {
      event: 'platform.accounts.erp_run.created',
      summary: 'ERP run created',
      details: '{{actor.name}} had the ERP read',
    },
  );
}

export interface Ending {
  status: 'Completed' | 'Unchanged' | 'Failed';
  message?: string | null;
  counts?: ErpRunCounts;
  errors?: readonly LineError[];
  etag?: string | null;
}

/** Ends a run that nobody has ended yet, with its event. */
export async function endRun(tx: Transaction, recorder: Recorder, id: string, ending: Ending): Promise<void> {
  const [open] = await tx.query(sql`select 1 from erp_runs where id = ${id} and status in ('Queued', 'Running') for update`);
  if (!open) return;
  const { status, message = null, counts, errors, etag = null } = ending;
  await updateObject(
    tx,
    recorder,
    erpRunObject,
    id,
    {
      status,
      message,
      etag,
      finished_at: sql`now()`,
      position: sql`pg_snapshot_xmin(pg_current_snapshot())`,
      ...(counts ? { counts } : {}),
      ...(errors ? { line_errors: sql`${JSON.stringify(errors)}::jsonb` } : {}),
    },
    {
      event: `platform.accounts.erp_run.${status === 'Failed' ? 'failed' : 'completed'}`,
      summary: status === 'Failed' ? 'ERP run failed' : 'ERP run completed',
    },
  );
}

/** Takes a queued run; false when another process has it, or it is over. */
export const claimRun = (services: Services, id: string): Promise<boolean> =>
  services.database.write(worker, async (tx) => {
    const [row] = await tx.query(
      sql`update erp_runs set status = 'Running', started_at = now(), alive_at = now() where id = ${id} and status = 'Queued' returning id`,
    );
    // What a run left behind whose process died.
    if (row) await tx.query(sql`delete from erp_records where run_id <> ${id}`);
    return row !== undefined;
  });

/** The run was declared dead, or ended otherwise, while this process worked on it: it must write nothing more. */
export class RunLost extends Error {}

/** Says that the run goes on, in the transaction of a batch: what a lost run would still write is not committed. Progress is no event. */
export async function keepAlive(tx: Transaction, id: string, counts: ErpRunCounts): Promise<void> {
  const [row] = await tx.query(
    sql`update erp_runs set alive_at = now(), counts = ${JSON.stringify(counts)}::jsonb where id = ${id} and status = 'Running' returning id`,
  );
  if (!row) throw new RunLost(`ERP run ${id} is not under way any more`);
}

/**
 * The state of the feed that we hold all of: given while nothing of ours was changed since, otherwise differences would go unseen. What the
 * run itself changed does not count; transactions that were open at its end do.
 */
export async function knownEtag(tx: Transaction): Promise<string | undefined> {
  const [row] = await tx.query(sql<{ etag: string | null }>`
    select case when not exists (
        select from events e where e.xact >= r.position and e.at > r.finished_at - interval '1 hour'
          and e.object_type in ('Buyer', 'ErpLink', 'Licensee', 'Seller')
          and not (e.request #>> '{worker,workerName}' = 'erp-run' and e.at <= r.finished_at)) then r.etag end as etag
    from erp_runs r where r.status in ('Completed', 'Unchanged') order by r.created_at desc limit 1`);
  return row?.etag ?? undefined;
}
