import { sql, type Transaction } from '../core/database.ts';
import type { Recorder } from '../core/events.ts';
import type { JobHandler, PeriodicJob } from '../core/jobs.ts';
import { conflict, Problem } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { unlessTaken } from '../core/unique.ts';
import type { ErpRunRow } from './queries.ts';
import { workOff } from './run.ts';
import { asRun, insertRun, worker } from './runs.ts';

const queue = 'erp.run';

/** Works runs off. A run that failed is not tried again: the next one does what it left. */
export const erpRunHandler: JobHandler = {
  queue,
  atOnce: 1,
  retry: { limit: 0, delaySeconds: 1, delaySecondsMax: 1 },
  expireSeconds: 14_400,
  run: (services, { runId, ifChanged }) => workOff(services, String(runId), { ifChanged: ifChanged === true }),
};

/** A run for later, in the transaction of whoever wants it. 409 while one is under way, or when there is nothing to read. */
export async function requestRun(
  { tx, services, recorder }: { tx: Transaction; services: Services; recorder: Recorder },
  ifChanged: boolean,
): Promise<ErpRunRow> {
  const run = await startRun({ tx, services, recorder });
  await services.jobs.enqueue(tx, queue, { runId: run.id, ifChanged });
  return run;
}

/** The same without a job: for a terminal that works it off itself. */
export function startRun({ tx, services, recorder }: { tx: Transaction; services: Services; recorder: Recorder }): Promise<ErpRunRow> {
  const { erp } = services.config;
  if (!erp) throw notConfigured();
  return unlessTaken(insertRun(tx, recorder, erp.kind), {
    erp_runs_under_way: () => conflict('The ERP is being read just now. Wait for the end of that run.', 'erp-run-under-way'),
  });
}

export const notConfigured = () =>
  conflict('No ERP is connected to this installation. Its operator sets TENANTRY_ERP_FILE or TENANTRY_ERP_URL.', 'erp-not-configured');

/** Looks each minute whether the interval is over; the last run may have been anybody's. */
export const erpTick: PeriodicJob = {
  name: 'erp',
  cron: '* * * * *',
  run: (services) => startDue(services),
};

/** Starts a run when one is due. */
export async function startDue(services: Services): Promise<void> {
  const minutes = services.config.erp?.intervalMinutes;
  if (minutes === undefined) return;
  await services.database
    .write(worker, async (tx) => {
      // The clock of the ticks is not exact either: a little early is on time.
      const [due] = await tx.query(
        sql`select 1 where not exists (select from erp_runs where created_at > now() - interval '1 minute' * (${minutes}::int - least(0.5, ${minutes}::int * 0.1)))`,
      );
      if (due) await requestRun({ tx, services, recorder: asRun('schedule') }, true);
    })
    .catch((error) => {
      // Another run is under way: the next tick looks again.
      if (!(error instanceof Problem)) throw error;
    });
}

/** When the ERP was read to its end, and when it will be read next. */
export async function scheduleOf(tx: Transaction, services: Services): Promise<{ lastAt: string | null; nextAt: string | null }> {
  const [row] = await tx.query(sql<{ last_at: Date | null; begun_at: Date | null }>`select * from last_erp_run()`);
  const minutes = services.config.erp?.intervalMinutes;
  const next = minutes === undefined ? undefined : Math.max(Date.now(), (row?.begun_at?.getTime() ?? 0) + minutes * 60_000);
  return { lastAt: row?.last_at?.toISOString() ?? null, nextAt: next === undefined ? null : new Date(next).toISOString() };
}
