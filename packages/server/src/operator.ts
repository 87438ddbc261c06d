import { type ModuleCode, moduleFacts } from '@tenantry/contract/modules';
import type { Checkpoint, Verified } from '@tenantry/tlog';
import { addActiveMember } from './account-users/index.ts';
import { createAccount } from './accounts/index.ts';
import { createApiToken } from './api-tokens/index.ts';
import { type App, createApp } from './app.ts';
import { integrate, rotateKey, verifyInstallation } from './audit-log/index.ts';
import { dropExpiredMonths, eraseExpired, expiredRecords } from './audit-settings/index.ts';
import { ConfigError } from './core/config.ts';
import type { Caller } from './core/context.ts';
import { sql, type Transaction } from './core/database.ts';
import { insertObject, type Recorder } from './core/events.ts';
import { newSecret } from './core/secrets.ts';
import { loadDemo as loadDemoData } from './demo/index.ts';
import { type Difference, dryRun, ErpSourceError, startRun, workOff } from './erp-runs/index.ts';
import { open, serve } from './main.ts';
import { hashPassword } from './passwords/index.ts';
import type { GroupRow } from './user-groups/index.ts';
import { checkFile, runImportToEnd, type StoredImport, startImport } from './user-imports/index.ts';
import { userObject } from './users/index.ts';

export { serve };

type Environment = Record<string, string | undefined>;

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** What an operator does at the terminal is recorded like everything else, under this name. */
const recorder: Recorder = {
  caller: {
    kind: 'nobody',
    id: '',
    name: 'Operator at the terminal',
    modules: new Set(),
    isAdministrator: false,
    buyers: '',
  } satisfies Caller,
  origin: { correlationId: 'terminal', workerName: 'tenantry command' },
};

/** Runs one piece of work on the installation's own database, beside a running server or alone. */
async function withApp<T>(env: Environment, work: (app: App) => Promise<T>): Promise<T> {
  const opened = await open({ TENANTRY_LOG_LEVEL: 'silent', ...env }, () => undefined, true);
  try {
    const app = await createApp(opened.config, opened.connection, { jobs: false });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await opened.stop();
  }
}

interface AccountRow {
  id: string;
  type: 'Client' | 'Vendor' | 'Operations';
  module_ids: string[];
}

async function accountOf(tx: Transaction, wanted: string): Promise<AccountRow> {
  const [row] =
    await tx.query(sql<AccountRow>`select a.id, a.type, g.module_ids from accounts a join user_groups g on g.account_id = a.id and g.is_default
    where a.id = ${wanted} or (${wanted} = 'operations' and a.type = 'Operations')`);
  if (!row)
    throw new ConfigError(
      wanted === 'operations'
        ? 'There is no Operations account yet: run "tenantry users create-admin --account operations" first.'
        : `Account ${wanted} was not found.`,
    );
  return row;
}

/** A token of an account; answers its secret. `modules`: `all`, or codes. */
export function createToken(
  env: Environment,
  given: { account: string; name: string; modules?: 'all' | readonly string[] },
): Promise<{ id: string; secret: string }> {
  return withApp(env, ({ services }) =>
    services.database.write(worker, async (tx) => {
      const account = await accountOf(tx, given.account);
      const modules =
        given.modules === undefined || given.modules === 'all'
          ? account.module_ids
          : given.modules.map((code) => idOfModule(code, account));
      const { row, token } = await createApiToken(
        { tx, services, recorder },
        { account: account.id, name: given.name, modules, expiresAt: null },
      );
      return { id: row.id, secret: token };
    }),
  );
}

function idOfModule(code: string, account: AccountRow): string {
  const facts = Object.hasOwn(moduleFacts, code) ? moduleFacts[code as ModuleCode] : undefined;
  if (!facts) throw new ConfigError(`There is no module "${code}"; there are ${Object.keys(moduleFacts).join(', ')}.`);
  if (!account.module_ids.includes(facts.id)) throw new ConfigError(`${facts.name} is not enabled for account ${account.id}.`);
  return facts.id;
}

/** An administrator with a password of her own, in an account; makes the Operations account when `operations` does not exist yet. */
export function createAdmin(
  env: Environment,
  given: { account: string; email: string; firstName: string; lastName: string },
): Promise<{ user: string; account: string; password: string }> {
  return withApp(env, ({ services }) =>
    services.database.write(worker, async (tx) => {
      const [existing] = await tx.query(sql`select 1 from accounts where type = 'Operations'`);
      if (!existing && given.account === 'operations')
        await createAccount(tx, recorder, services.vault, { name: 'Operations', type: 'Operations' });
      const account = await accountOf(tx, given.account);
      const [group] = await tx.query(sql<GroupRow>`select * from user_groups where account_id = ${account.id} and is_default`);
      const [known] = await tx.query(sql`select 1 from users where email_key = lower(${given.email})`);
      if (known) throw new ConfigError(`Somebody with the address ${given.email} exists already.`);
      const password = newSecret().replaceAll(/[-_]/g, '').slice(0, 20);
      const user = await insertObject<{ id: string }>(
        tx,
        recorder,
        userObject,
        { email: given.email, first_name: given.firstName, last_name: given.lastName, status: 'Invited', registered_at: new Date() },
        {
          event: 'platform.accounts.user.created',
          summary: 'User created',
          details: '{{actor.name}} made {{object.name}} an administrator',
          viewers: [account.id],
        },
      );
      await tx.query(sql`insert into passwords (user_id, hash) values (${user.id}, ${await hashPassword(password)})`);
      await addActiveMember(tx, recorder, { account: account.id, user: user.id, groups: [group!] });
      return { user: user.id, account: account.id, password };
    }),
  );
}

/** The demo organisations, into an installation that has none; answers the demo people's password. */
export const loadDemo = (env: Environment): Promise<{ password: string }> =>
  withApp(env, async ({ services }) => ({ password: await loadDemoData(services) }));

/** Reads the ERP here and now, as the scheduled job does; a dry run only tells what would change. */
export function pullErp(env: Environment, given: { dryRun: boolean }, tell: (difference: Difference) => void) {
  return withApp(env, async ({ services }) => {
    if (!services.config.erp)
      throw new ConfigError('No ERP is configured: set TENANTRY_ERP_FILE, or TENANTRY_ERP_URL with TENANTRY_ERP_TOKEN.');
    if (given.dryRun) return dryRun(services, tell);
    const { database } = services;
    const { id } = await database.write(worker, (tx) => startRun({ tx, services, recorder }));
    await workOff(services, id);
    const [run] = await database.read(worker, (tx) =>
      tx.query(
        sql<{
          status: string;
          message: string | null;
          counts: Record<string, number>;
          line_errors: { line: number; message: string }[];
        }>`select status, message, counts, line_errors from erp_runs where id = ${id}`,
      ),
    );
    if (run!.status !== 'Completed') throw new ErpSourceError(run!.message ?? `The run ${id} ended as ${run!.status}.`);
    return { counts: run!.counts, errors: run!.line_errors };
  });
}

export interface ImportGiven {
  account: string;
  fileName: string;
  bytes: Uint8Array;
  /** Names or ids of the groups for rows that name none. */
  groups?: readonly string[];
  createGroups?: readonly string[];
  createGroupModules?: readonly string[];
  allowDefaultGroup?: boolean;
  active?: boolean;
  dryRun?: boolean;
}

/** Checks a file of people and, unless it is a dry run, invites them; by the same mechanism as the portal and the API, without the upload limit. */
export function importUsers(env: Environment, given: ImportGiven) {
  return withApp(env, async ({ services }) => {
    const { database } = services;
    const began = performance.now();
    const { account, batch } = await database.write(worker, async (tx) => {
      const found = await accountOf(tx, given.account);
      const checked = await checkFile(tx, recorder, found.id, given.bytes, {
        fileName: given.fileName,
        groups: [...(given.groups ?? [])],
        groupMapping: {},
        createGroups: [...(given.createGroups ?? [])],
        createGroupModules: (given.createGroupModules ?? []).map((code) => idOfModule(code, found)),
        allowDefaultGroup: given.allowDefaultGroup ?? false,
        active: given.active ?? false,
      });
      return { account: found, batch: checked };
    });
    const checkSeconds = (performance.now() - began) / 1000;
    const faulty = await database.read(worker, (tx) => faultyRows(tx, batch.id));
    if (given.dryRun || batch.counts.create === 0) return { ...summaryOf(batch), faulty, checkSeconds, commitSeconds: 0 };
    const started = performance.now();
    await database.write(worker, (tx) => startImport(tx, recorder, batch));
    await runImportToEnd(services, account.id, batch.id, { id: 'SYSTEM', name: recorder.caller.name, kind: 'token' });
    const [done] = await database.read(worker, (tx) => tx.query(sql<StoredImport>`select * from user_imports where id = ${batch.id}`));
    return { ...summaryOf(done!), faulty, checkSeconds, commitSeconds: (performance.now() - started) / 1000 };
  });
}

const summaryOf = ({ id, status, encoding, delimiter, counts, errors, unknown_groups }: StoredImport) => ({
  id,
  status,
  encoding,
  delimiter,
  counts,
  errors,
  unknownGroups: unknown_groups,
});

const faultyRows = (tx: Transaction, id: string) =>
  tx.query(
    sql<{
      line: number;
      reason: string;
      message: string;
    }>`select line, reason, message from user_import_rows where import_id = ${id} and outcome = 'error' order by line`,
  );

/** Takes in what is waiting, then holds every record against the log, and the log against an earlier checkpoint. */
export const verifyAudit = (env: Environment, since?: Checkpoint): Promise<Verified> =>
  withApp(env, async ({ services }) => {
    while ((await integrate(services)).added > 0);
    return verifyInstallation(services, { since });
  });

/** A new key for the log, and a checkpoint signed with it, here and now. `retireOld`: those before it sign nothing more. */
export const rotateAuditKey = (env: Environment, { retireOld }: { retireOld: boolean }) =>
  withApp(env, async ({ services }) => {
    const { database, vault } = services;
    const rotated = await database.write(worker, (tx) => rotateKey({ tx, recorder }, vault, retireOld));
    // A server beside this one may have the lock, and signs then.
    while ((await integrate(services)).added > 0);
    return rotated;
  });

/** Erases what its account no longer keeps, and drops the months that this leaves empty; a dry run only counts. */
export const retainAudit = (env: Environment, { dryRun }: { dryRun: boolean }) =>
  withApp(env, async ({ services }) => {
    const found = dryRun ? await expiredRecords(services) : await eraseExpired(services, recorder);
    const months = dryRun ? [] : await dropExpiredMonths(services, recorder);
    return {
      erased: found.map(({ viewer, name, before, erased }) => ({
        id: viewer,
        name: viewer ? name : 'records of no account',
        records: erased,
        before,
      })),
      months,
    };
  });
