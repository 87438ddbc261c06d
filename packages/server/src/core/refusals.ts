import { furtherEvents } from '@tenantry/contract/further-events';
import type { Logger } from 'pino';
import type { Caller, Origin } from './context.ts';
import { type Database, sql } from './database.ts';
import { type EventText, recordEvent } from './events.ts';
import { networkOf } from './network.ts';
import type { Problem } from './problem.ts';
import { sha256 } from './secrets.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** Further addresses than these, within one window, are counted together: nobody fills memory or log from outside. */
const addressesMax = 1_000;

/** An attempt that was refused: by whom, of what, and why. */
export interface Refusal {
  caller: Caller;
  origin: Origin;
  /** `apiTokens.list`, or the path where the contract does not know the operation. */
  operation: string;
  method: string;
  /** Without the query. */
  path: string;
  problem: Problem;
}

/** One kind of refusal of one caller, since it was last written down. */
interface Window {
  /** Until when further ones are only counted. */
  until: number;
  count: number;
  last: Refusal;
  from: Date;
  to: Date;
  /** The first record of it, while that is being written. */
  first: Promise<void>;
}

/**
 * Records refused attempts, in transactions of their own. The first of a kind at once; those that follow within a minute are counted and become
 * one record that says how many. A known caller's kind is operation and problem; whoever is not known is an address. Several processes
 * share the minute through the database, so that they together write no more than one.
 */
export class Refusals {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #windowMs: number;
  readonly #windows = new Map<string, Window>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(database: Database, log: Logger, windowMs = 60_000) {
    this.#database = database;
    this.#log = log;
    this.#windowMs = windowMs;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), this.#windowMs / 12).unref();
  }

  /** Writes what is still counted: it must not be lost with the process. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush('all');
  }

  /** Takes one refusal down. Never throws: the caller is owed the refusal, not a failure of the log. */
  async note(refusal: Refusal): Promise<void> {
    const now = Date.now();
    const key = this.#keyOf(refusal);
    const known = this.#windows.get(key);
    if (known) return count(known, refusal);
    const at = new Date(now);
    const window: Window = { until: now + this.#windowMs, count: 0, last: refusal, from: at, to: at, first: Promise.resolve() };
    this.#windows.set(key, window);
    window.first = this.#begin(key, window, refusal);
    await window.first;
  }

  async #begin(key: string, window: Window, refusal: Refusal): Promise<void> {
    if (await this.#write(key, refusal, undefined, false)) return;
    count(window, refusal);
    window.until = Date.now() + this.#windowMs / 6;
  }

  /** Writes what was counted in windows that are over; `all`: in those too that are not. */
  flush(which: 'due' | 'all' = 'due'): Promise<void> {
    // One at a time, in the order of asking: a count must not be written twice.
    this.#flushing = (this.#flushing ?? Promise.resolve()).then(() => this.#flush(which));
    return this.#flushing;
  }

  async #flush(which: 'due' | 'all'): Promise<void> {
    for (const [key, window] of [...this.#windows]) {
      if (which === 'due' && window.until > Date.now()) continue;
      // What was counted comes after it, and it may yet have to be counted itself.
      await window.first;
      const now = Date.now();
      if (window.count === 0) {
        if (window.until <= now) this.#windows.delete(key);
        continue;
      }
      const { count: times, from, to, last } = window;
      window.count = 0;
      if (await this.#write(key, last, { times, from, to }, which === 'all')) window.until = now + this.#windowMs;
      else {
        window.count += times;
        window.from = from;
        window.until = now + this.#windowMs / 6;
      }
    }
  }

  #keyOf({ caller, origin, operation, problem }: Refusal): string {
    if (caller.id) return `${caller.id} ${operation} ${problem.problem}`;
    const key = `address ${networkOf(origin.ip)}`;
    if (this.#windows.has(key)) return key;
    let addresses = 0;
    for (const one of this.#windows.keys()) if (one.startsWith('address ')) addresses++;
    return addresses < addressesMax ? key : furtherAddresses;
  }

  /** Whether it was written: not while another process has written one within the minute, and not while the database is away. */
  async #write(key: string, refusal: Refusal, counted: Counted | undefined, always: boolean): Promise<boolean> {
    try {
      return await this.#database.write(worker, async (tx) => {
        const [claimed] = await tx.query(sql`insert into refusal_windows (key, until)
          values (${sha256(key)}, clock_timestamp() + ${this.#windowMs}::bigint * interval '1 millisecond')
          on conflict (key) do update set until = excluded.until where ${always} or refusal_windows.until <= clock_timestamp() returning 1`);
        if (!claimed) return false;
        const { caller, origin } = refusal;
        const { object, viewers } = subjectOf(refusal, key);
        await recordEvent(tx, { caller, origin }, object, { ...textOf(refusal, counted), ...viewers });
        return true;
      });
    } catch (error) {
      this.#log.warn({ err: error }, 'a refused request was not recorded; it is tried again');
      return false;
    }
  }
}

interface Counted {
  times: number;
  from: Date;
  to: Date;
}

const furtherAddresses = 'address *';

function count(window: Window, refusal: Refusal): void {
  const now = new Date();
  if (window.count === 0) window.from = now;
  window.to = now;
  window.count++;
  window.last = refusal;
}

/** What the record is about. A known caller's account sees it; that of nobody in particular is for operators alone. */
function subjectOf({ caller: { kind, id, name, account }, origin }: Refusal, key: string) {
  if (kind === 'token') return { object: { type: 'ApiToken', id, name, ...(account ? { account: account.id } : {}) }, viewers: {} };
  if (kind === 'person') return { object: { type: 'User', id, name }, viewers: account ? { viewers: [account.id] } : {} };
  const network = key === furtherAddresses ? 'further addresses' : networkOf(origin.ip) || 'unknown';
  return { object: { type: 'Address', id: network, name: network }, viewers: { type: 'Private' as const } };
}

function textOf({ operation, method, path, problem }: Refusal, counted: Counted | undefined): EventText {
  const refusal = {
    operation,
    method,
    path: path.slice(0, 500),
    status: problem.status,
    problem: problem.problem,
    // The first sentence; what would help is for whoever was refused.
    reason: problem.message.replace(/(?<=\.) .*$/s, '').slice(0, 500),
    times: counted?.times ?? 1,
    ...(counted ? { from: counted.from.toISOString(), to: counted.to.toISOString() } : {}),
  };
  return {
    event: furtherEvents.refused.key,
    summary: 'Request refused',
    details: counted
      ? '{{object.name}} was refused {{refusal.times}} more times, the last time {{refusal.method}} {{refusal.path}}: {{refusal.reason}}'
      : '{{object.name}} was refused {{refusal.method}} {{refusal.path}}: {{refusal.reason}}',
    documents: { refusal },
  };
}
