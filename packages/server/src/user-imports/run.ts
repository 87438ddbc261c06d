import { invite, type MembershipRow, removeMember } from '../account-users/index.ts';
import type { Context } from '../core/context.ts';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
import type { JobHandler } from '../core/jobs.ts';
import { Problem } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { countDone, countUndone } from './progress.ts';
import { type ImportActor, importObject, type StoredImport, type StoredRow } from './queries.ts';
import { runActive } from './run-active.ts';

export const importQueue = 'user-import.run';
export const undoQueue = 'user-import.undo';

/** Few enough that no lock is held for long, many enough that the commits do not dominate. */
const rowsAtOnce = 25;

interface Account {
  id: string;
  name: string;
  type: 'Client' | 'Vendor' | 'Operations';
  status: string;
}

interface Work {
  tx: Transaction;
  services: Services;
  recorder: Recorder;
  account: Account;
  batch: StoredImport;
}

/** Jobs of imports run as the account and in the name of whoever committed them. */
export const importHandlers: readonly JobHandler[] = [
  handler(importQueue, runImport, { step: runActiveImport, atOnce: 2 }),
  handler(undoQueue, undoImport),
];

type Step = (work: Work) => Promise<boolean>;

/** Steps have the import to themselves, but for those `beside`, which come first and run at the same time as others of their kind. */
function handler(queue: string, step: Step, beside?: { step: Step; atOnce: number }): JobHandler {
  return {
    queue,
    atOnce: 1,
    retry: { limit: 5, delaySeconds: 2, delaySecondsMax: 60 },
    expireSeconds: 3600,
    async run(services, data) {
      const { importId, accountId, actor } = data as { importId: string; accountId: string; actor: ImportActor };
      const context: Context = { role: 'tenant', account: accountId, user: actor.kind === 'person' ? actor.id : '', actor: actor.id };
      // Each step is a transaction of its own that marks its rows, so a crash loses nothing and repeats nothing.
      const run = async (one: Step, lock: Sql) => {
        while (await services.database.write(context, (tx) => withImport(tx, services, { accountId, importId, actor, lock }, one)));
      };
      if (beside) {
        const lanes = await Promise.allSettled(Array.from({ length: beside.atOnce }, () => run(beside.step, sql``)));
        for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
      }
      await run(step, sql`for update`);
    },
  };
}

/** Runs a started import here and now: for the terminal, where somebody waits for it. */
export const runImportToEnd = (services: Services, accountId: string, importId: string, actor: ImportActor): Promise<void> =>
  importHandlers[0]!.run(services, { importId, accountId, actor });

async function withImport(
  tx: Transaction,
  services: Services,
  { accountId, importId, actor, lock }: { accountId: string; importId: string; actor: ImportActor; lock: Sql },
  step: Step,
): Promise<boolean> {
  const [batch] = await tx.query(sql<StoredImport>`select * from user_imports where id = ${importId} ${lock}`);
  const [account] = await tx.query(sql<Account>`select id, name, type, status from accounts where id = ${accountId}`);
  if (!batch || !account) return false;
  const recorder: Recorder = {
    caller: {
      kind: actor.kind,
      id: actor.id,
      name: actor.name,
      ...(actor.email ? { email: actor.email } : {}),
      account,
      modules: new Set(),
      isAdministrator: false,
      buyers: '',
    },
    origin: { correlationId: batch.id, workerName: 'user-import' },
  };
  return step({ tx, services, recorder, account, batch });
}

/** The next rows of a running import; false when there are none left, after saying so. */
async function runImport(work: Work): Promise<boolean> {
  const { tx, batch } = work;
  if (batch.status !== 'Running' || batch.options.active) return false;
  const rows = await tx.query(
    sql<StoredRow>`select * from user_import_rows where account_id = ${batch.account_id} and import_id = ${batch.id} and outcome = 'create' order by line limit ${rowsAtOnce}`,
  );
  if (rows.length === 0) return finish(work);
  const groups = await tx.query(
    sql<{ id: string; name: string }>`select id, name from user_groups where account_id = ${batch.account_id} and status <> 'Deleted'`,
  );
  for (const row of rows) await inviteRow(work, row, groups);
  await countDone(tx, batch.id, rows.length);
  return true;
}

/**
 * The next people with password hashes of a running import: first those that nobody else is at, then those that somebody else did not bring to
 * an end; false when there are none left, after saying so. Locks rows before the import, never the other way round.
 */
async function runActiveImport(work: Work): Promise<boolean> {
  const { tx, batch } = work;
  if (batch.status !== 'Running' || !batch.options.active) return false;
  if ((await runActive(work, sql`skip locked`)) || (await runActive(work))) return true;
  await tx.query(sql`select sort_search_indexes()`);
  await tx.become({ role: 'tenant' });
  const [open] = await tx.query(sql`select 1 from user_imports where id = ${batch.id} and status = 'Running' for update`);
  return open ? finish(work) : false;
}

async function inviteRow(
  { tx, services, recorder, account, batch }: Work,
  row: StoredRow,
  groups: readonly { id: string; name: string }[],
): Promise<void> {
  await tx.raw('savepoint one_row', []);
  try {
    const wanted = groups.filter((group) => row.group_ids.includes(group.id));
    if (wanted.length === 0) throw new Problem('conflict', 'The group was deleted after the check.');
    await invite(
      { tx, services, recorder, account },
      {
        user: { email: row.email!, firstName: row.first_name!, lastName: row.last_name!, ...(row.phone ? { phone: row.phone } : {}) },
        groups: wanted,
        importId: batch.id,
      },
    );
    await tx.raw('release savepoint one_row', []);
    await mark(tx, batch, row.line, 'created', null);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // What changed since the check is this row's matter alone; the others go on.
    await tx.raw('rollback to savepoint one_row', []);
    await mark(tx, batch, row.line, 'skipped', error.message);
  }
}

async function mark(
  tx: Transaction,
  batch: StoredImport,
  line: number,
  outcome: 'created' | 'skipped',
  message: string | null,
): Promise<void> {
  await tx.query(sql`update user_import_rows set outcome = ${outcome}, reason = ${outcome === 'skipped' ? 'changed-since-check' : null}, message = ${message}
    where account_id = ${batch.account_id} and import_id = ${batch.id} and line = ${line}`);
}

async function finish({ tx, recorder, batch }: Pick<Work, 'tx' | 'recorder' | 'batch'>): Promise<boolean> {
  await updateObject(
    tx,
    recorder,
    importObject,
    batch.id,
    { status: 'Completed' },
    {
      event: 'platform.accounts.user_import.completed',
      summary: 'Import completed',
      details: 'The import of {{object.name}} was completed',
    },
  );
  return false;
}

/** Withdraws the next open invitations of an undone import; false when there are none left. */
async function undoImport({ tx, services, recorder, account, batch }: Work): Promise<boolean> {
  const open = await tx.query(
    sql<MembershipRow>`select * from memberships where account_id = ${batch.account_id} and import_id = ${batch.id} and status in ('Invited', 'InvitationExpired')
      order by id limit ${rowsAtOnce} for update`,
  );
  for (const member of open) await removeMember({ tx, services, recorder, account }, member);
  if (open.length > 0) await countUndone(tx, batch.id, open.length);
  return open.length > 0;
}
