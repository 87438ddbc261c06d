import { NoteError } from '@tenantry/tlog';
import { nobody } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { JobHandler } from '../core/jobs.ts';
import { conflict } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { unlessTaken } from '../core/unique.ts';
import { integrate } from './integrate.ts';
import { verifyInstallation } from './verify.ts';

export interface VerificationRow {
  status: 'Running' | 'Passed' | 'Failed';
  started_at: Date;
  alive_at: Date;
  ended_at: Date | null;
  checked: string;
  total: string;
  size: string | null;
  fault: string | null;
}

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const queue = 'audit.verify';

/** A verification that said nothing for so long has lost its server. */
const silenceMs = 2 * 60_000;
/** How often it says how far it is. */
const sayMs = 2_000;

/** Whether a verification that is under way has lost its server. */
export const isSilent = ({ status, alive_at }: VerificationRow): boolean =>
  status === 'Running' && Date.now() - alive_at.getTime() > silenceMs;

const asVerification = (id: string): Recorder => ({
  caller: { ...nobody, name: 'System' },
  origin: { correlationId: `verification ${id}`, workerName: 'audit-verification' },
});

/** A verification for later, in the transaction of whoever wants it. 409 while one is under way; one whose server died ends here. */
export async function requestVerification(tx: Transaction, services: Services, recorder: Recorder): Promise<void> {
  const dead = await tx.query(
    sql<{ id: string }>`select id::text from audit_log_verifications where status = 'Running'
      and alive_at < now() - interval '1 millisecond' * ${silenceMs}::int for update`,
  );
  for (const { id } of dead) await end(tx, id, { outcome: 'Aborted', fault: 'The server stopped in the middle of it.' });
  const [row] = await unlessTaken(
    tx.query(sql<{ id: string }>`insert into audit_log_verifications (total) select size from audit_log_state() returning id::text`),
    {
      audit_log_verifications_running: () =>
        conflict('The log is being verified just now. Wait for the end of that.', 'verification-under-way'),
    },
  );
  await recordEvent(tx, recorder, await logObject(tx), {
    event: 'platform.audit.log.verification_requested',
    summary: 'Verification of the audit log requested',
    details: '{{actor.name}} had the audit log verified',
  });
  await services.jobs.enqueue(tx, queue, { verificationId: row!.id });
}

const logObject = async (tx: Transaction) => {
  const [log] = await tx.query(sql<{ origin: string }>`select origin from audit_log_state()`);
  return { type: 'AuditLog', id: log!.origin, name: 'Audit log' };
};

/** Verifies when somebody asked for it. What failed is not tried again by itself: somebody should look first. */
export const verificationHandler: JobHandler = {
  queue,
  atOnce: 1,
  retry: { limit: 0, delaySeconds: 1, delaySecondsMax: 1 },
  expireSeconds: 14_400,
  run: (services, { verificationId }) => workOff(services, String(verificationId)),
};

/** It was declared dead while this process worked on it. */
class Lost extends Error {}

async function workOff(services: Services, id: string): Promise<void> {
  const finish = (ending: Ending) => services.database.write(worker, (tx) => end(tx, id, ending));
  try {
    await keepAlive(services, id);
    while ((await integrate(services)).added > 0) await keepAlive(services, id);
    let said = performance.now();
    const { checkpoint, fault } = await verifyInstallation(services, {
      progress: async (checked, total) => {
        if (performance.now() - said < sayMs) return;
        await keepAlive(services, id, checked, total);
        said = performance.now();
      },
    });
    await finish({ outcome: fault ? 'Failed' : 'Passed', size: checkpoint.size, ...(fault ? { fault } : { checked: checkpoint.size }) });
  } catch (error) {
    if (error instanceof Lost) return;
    // What cannot even be read as a checkpoint is a finding too.
    if (error instanceof NoteError) return void (await finish({ outcome: 'Failed', fault: error.message }));
    services.log.error({ err: error, verification: id }, 'a verification of the audit log could not be finished');
    await finish({ outcome: 'Aborted', fault: 'It could not be finished; the log of the server says why. Start it again.' });
  }
}

/** Says that it goes on, and how far it is. Progress is no event. */
async function keepAlive({ database }: Services, id: string, checked = 0, total?: number): Promise<void> {
  const rows = await database.write(worker, (tx) =>
    tx.query(
      sql`update audit_log_verifications set alive_at = now(), checked = ${checked}, total = coalesce(${total ?? null}::bigint, total)
        where id = ${id}::bigint and status = 'Running' returning 1`,
    ),
  );
  if (rows.length === 0) throw new Lost();
}

interface Ending {
  outcome: 'Passed' | 'Failed' | 'Aborted';
  size?: number;
  checked?: number;
  fault?: string;
}

/** Ends a verification that nobody has ended yet, with its event. */
async function end(tx: Transaction, id: string, { outcome, size, checked, fault }: Ending): Promise<void> {
  const ended = await tx.query(
    sql`update audit_log_verifications set status = ${outcome === 'Passed' ? 'Passed' : 'Failed'}, ended_at = now(), alive_at = now(),
        size = ${size ?? null}::bigint, checked = coalesce(${checked ?? null}::bigint, checked), total = coalesce(${size ?? null}::bigint, total),
        fault = ${fault ?? null}::text
      where id = ${id}::bigint and status = 'Running' returning 1`,
  );
  if (ended.length === 0) return;
  await recordEvent(tx, asVerification(id), await logObject(tx), {
    event: 'platform.audit.log.verified',
    summary:
      outcome === 'Passed'
        ? 'Audit log verified'
        : outcome === 'Failed'
          ? 'Audit log does not verify'
          : 'Verification of the audit log not finished',
    details: fault ? `The audit log was verified: ${fault}` : 'The audit log was verified; everything fits',
    documents: { verification: { outcome, ...(size === undefined ? {} : { size }), ...(fault ? { fault } : {}) } },
  });
}
