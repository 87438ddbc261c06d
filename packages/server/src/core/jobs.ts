import { setTimeout } from 'node:timers/promises';
import { furtherEvents } from '@tenantry/contract/further-events';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { nobody } from './context.ts';
import { type Database, sql, type Transaction } from './database.ts';
import { recordEvent } from './events.ts';
import type { Services } from './services.ts';

/** Work for later, put down in the transaction of the change that wants it: both are there or neither. Data carries ids, never secrets. */
export interface Jobs {
  enqueue(tx: Transaction, queue: string, data: Record<string, unknown>): Promise<void>;
}

/** Who works on a queue. `run` may be called twice for one job: after a crash another process takes it over. */
export interface JobHandler {
  queue: string;
  /** Jobs that one process works on at a time. */
  atOnce: number;
  /** Tries after the first; the wait doubles from `delay` to `delayMax`. */
  retry: { limit: number; delaySeconds: number; delaySecondsMax: number };
  /** A job that takes longer is taken for dead and tried again. */
  expireSeconds: number;
  run(services: Services, data: Record<string, unknown>): Promise<void>;
  /** Lets go of what it holds, such as connections. */
  close?(services: Services): void;
}

/** Work by the clock. Of several servers one does it; a tick that comes while the last one still runs is dropped. */
export interface PeriodicJob {
  name: string;
  /** Minute, hour, day, month, weekday; UTC. */
  cron: string;
  run(services: Services): Promise<void>;
}

const periodicQueue = 'housekeeping';

/** The queue on PostgreSQL. Polls seldom: what this process has queued itself is worked on right after its commit. */
export class PgBossJobs implements Jobs {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #handlers: readonly JobHandler[];
  readonly #periodic: readonly PeriodicJob[];
  readonly #workers = new Map<string, string>();
  #boss: PgBoss | undefined;
  #starting: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  /** Work by the clock that failed the last time, here. */
  readonly #failing = new Set<string>();

  constructor(database: Database, log: Logger, handlers: readonly JobHandler[], periodic: readonly PeriodicJob[]) {
    this.#database = database;
    this.#log = log;
    this.#periodic = periodic;
    this.#handlers = [...handlers, periodicHandler(periodic)];
  }

  /** Makes the queues. Before the first `enqueue`; costs one statement and imports nothing. */
  async prepare(): Promise<void> {
    const queues = this.#handlers.map((handler) => ({ name: handler.queue, options: queueOptions(handler) }));
    await this.#database.pool.query(
      `select pgboss.create_queue(q.name, q.options) from jsonb_to_recordset($1) q (name text, options jsonb)
       where not exists (select 1 from pgboss.queue known where known.name = q.name)`,
      [JSON.stringify(queues)],
    );
  }

  async enqueue(tx: Transaction, queue: string, data: Record<string, unknown>): Promise<void> {
    await tx.query(sql`select enqueue(${queue}, ${JSON.stringify(data)}::jsonb)`);
    tx.touched.add(`${touchedPrefix}${queue}`);
  }

  /** Told after each commit of this process: what it queued need not wait for the next poll. */
  committed(touched: ReadonlySet<string>): void {
    for (const one of touched) {
      const worker = one.startsWith(touchedPrefix) ? this.#workers.get(one.slice(touchedPrefix.length)) : undefined;
      if (worker) this.#boss?.notifyWorker(worker);
    }
  }

  /** Begins to work, once the server listens; tries again until the database is there. */
  start(services: Services): Promise<void> {
    this.#starting ??= this.#startUntilDone(services);
    return this.#starting;
  }

  /** Takes no new jobs and waits for the running ones, at most 20 s; those begin again elsewhere. */
  async stop(services: Services): Promise<void> {
    this.#stopping.abort();
    await this.#starting;
    await this.#boss?.stop({ graceful: true, timeout: 20_000 });
    this.#boss = undefined;
    for (const handler of this.#handlers) handler.close?.(services);
  }

  async #startUntilDone(services: Services): Promise<void> {
    for (let waitMs = 1000; !this.#stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 30_000)) {
      try {
        return await this.#begin(services);
      } catch (error) {
        this.#log.warn({ err: error }, 'background jobs have not started');
        await this.#boss?.stop({ graceful: false }).catch(() => undefined);
        await setTimeout(waitMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async #begin(services: Services): Promise<void> {
    const { PgBoss } = await import('pg-boss');
    const { pool } = this.#database;
    const boss = new PgBoss({
      schema: 'pgboss',
      // The owner's connections outside any request: the roles of requests have no right on the queue.
      db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
      migrate: false,
      cronWorkerIntervalSeconds: 10,
      // Nothing here uses flows.
      flowIntervalSeconds: 3600,
      maintenanceIntervalSeconds: 3600,
    });
    this.#boss = boss;
    boss.on('error', (error) => this.#log.warn({ err: error }, 'background jobs'));
    boss.on('warning', ({ message, data }) => this.#log.warn({ data }, message));
    await boss.start();
    await this.#schedule(boss);
    for (const handler of this.#handlers) {
      await boss.updateQueue(handler.queue, settings(handler));
      this.#workers.set(handler.queue, await this.#work(boss, services, handler));
    }
  }

  /** Nobody tries it again. What runs by the clock does, and says so once until it has worked again: a fault of a night is not a thousand records. */
  async #recordFailure({ id, name, tries, isPeriodic }: FailedJob, error: unknown): Promise<void> {
    if (isPeriodic && this.#failing.has(name)) return;
    if (isPeriodic) this.#failing.add(name);
    const reason = (error as Error).message.replace(/\s+/g, ' ').slice(0, 500);
    const recorded = this.#database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
      recordEvent(
        tx,
        { caller: { ...nobody, name: 'System' }, origin: { correlationId: id, workerName: name } },
        { type: 'Job', id, name },
        {
          event: furtherEvents.jobFailed.key,
          summary: 'Job failed',
          details: 'The background job {{object.name}} failed for good: {{job.reason}}',
          documents: { job: { id, name, tries, reason } },
          type: 'Private',
        },
      ),
    );
    await recorded.catch((failure) => this.#log.warn({ err: failure, job: id }, 'a failed job was not recorded'));
  }

  /** The table of schedules becomes the list in the code: what an older version scheduled ends. */
  async #schedule(boss: PgBoss): Promise<void> {
    const before = await boss.getSchedules(periodicQueue);
    for (const { key } of before) if (!this.#periodic.some((job) => job.name === key)) await boss.unschedule(periodicQueue, key);
    for (const { name, cron } of this.#periodic)
      await boss.schedule(periodicQueue, cron, { name }, { key: name, singletonKey: name, tz: 'UTC' });
  }

  #work(boss: PgBoss, services: Services, handler: JobHandler): Promise<string> {
    const options = {
      batchSize: handler.atOnce,
      pollingIntervalSeconds: 5,
      perJobResults: true,
      burstWhenBatchFull: true,
      includeMetadata: true,
    } as const;
    return boss.work<Record<string, unknown>, unknown, typeof options>(handler.queue, options, (jobs) =>
      Promise.all(
        jobs.map(async ({ id, data, retryCount, retryLimit }) => {
          const name = nameOf(handler, data);
          try {
            await handler.run(services, data);
            this.#failing.delete(name);
            return { id, status: 'completed' as const };
          } catch (error) {
            this.#log.warn({ err: error, queue: handler.queue, job: id }, 'a job failed');
            if (retryCount >= retryLimit)
              await this.#recordFailure({ id, name, tries: retryCount + 1, isPeriodic: name !== handler.queue }, error);
            return { id, status: 'failed' as const, output: { message: (error as Error).message } };
          }
        }),
      ),
    );
  }
}

interface FailedJob {
  id: string;
  name: string;
  tries: number;
  isPeriodic: boolean;
}

const nameOf = ({ queue }: JobHandler, data: Record<string, unknown>): string => (queue === periodicQueue ? String(data.name) : queue);

/** No account, no id: the form in which a transaction notes what it touched. */
const touchedPrefix = ' Job ';

function periodicHandler(periodic: readonly PeriodicJob[]): JobHandler {
  return {
    queue: periodicQueue,
    atOnce: 2,
    // The next tick is the retry.
    retry: { limit: 0, delaySeconds: 1, delaySecondsMax: 1 },
    expireSeconds: 900,
    async run(services, { name }) {
      await periodic.find((job) => job.name === name)?.run(services);
    },
  };
}

const settings = ({ retry, expireSeconds }: JobHandler) => ({
  retryLimit: retry.limit,
  retryDelay: retry.delaySeconds,
  retryBackoff: true,
  retryDelayMax: retry.delaySecondsMax,
  expireInSeconds: expireSeconds,
  deleteAfterSeconds: 86_400,
});

// Exclusive: one job waiting or running for each periodic name, however many servers send it.
const queueOptions = (handler: JobHandler) => ({
  ...settings(handler),
  policy: handler.queue === periodicQueue ? 'exclusive' : 'standard',
});
