import type { Database } from './database.ts';

const background = { role: 'worker', account: '', user: '', actor: '' } as const;

const erasure = 'erasure ';

export interface TailedEvent {
  xact: bigint;
  event: string;
  objectType: string;
  objectId: string;
  accountId: string;
}

type Listener = (events: TailedEvent[]) => void;

/**
 * Follows the event log, one in each process: what other processes changed reaches this one's caches within a poll.
 * A sequence is no commit order: it reads from the oldest transaction still open at its last read, and drops what it has seen.
 * Each batch of an erasure of records counts as an event, too: the one that is recorded comes at the end of the run.
 */
export class Tailer {
  readonly #database: Database;
  readonly #listeners: Listener[] = [];
  readonly #intervalMs: number;
  #horizon = 0n;
  /** The month of yesterday, by the database's clock. */
  #month = '';
  #startedAt = 0n;
  #seen = new Set<string>();
  #lastPollAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #stopped = false;
  /** `account type` → the newest transaction that changed it. */
  readonly #changes = new Map<string, bigint>();

  constructor(database: Database, intervalMs = 50) {
    this.#database = database;
    this.#intervalMs = intervalMs;
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  async start(): Promise<void> {
    await this.#poll();
    this.#startedAt = this.#horizon;
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#polling;
  }

  /** Whether caches may be trusted: the last look is recent enough. */
  isCurrent(toleranceMs = 250): boolean {
    return performance.now() - this.#lastPollAt < toleranceMs;
  }

  /** Whether an event of these types, of one account or any, is known to have come at or after a position. */
  changedSince(position: bigint, account: string | undefined, types: readonly string[]): boolean {
    // What happened before the tailer began is not in its memory.
    if (position < this.#startedAt) return true;
    return types.some(
      (type) =>
        (this.#changes.get(`${account ?? '*'} ${type}`) ?? -1n) >= position ||
        (account !== undefined && (this.#changes.get(` ${type}`) ?? -1n) >= position),
    );
  }

  /** From where the database still has to be asked. */
  horizonAfter(position: bigint): bigint {
    return this.#horizon > position ? this.#horizon : position;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#polling = this.#poll()
        .catch(() => undefined)
        .finally(() => this.#schedule());
    }, this.#intervalMs);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    const rows = await this.#database.read(background, async (tx) => {
      // The month as a constant: a bound by now() is planned for the partitions of all years, twenty times a second.
      const text = `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, to_char(now() - interval '1 day', 'YYYY-MM') as month, e.*
        from (select 1) one left join lateral (
          select xact::text as xact, id, event, object_type, object_id, coalesce(account_id, '') as account_id from events
          where xact >= $1::xid8 and ${this.#month ? `at >= '${this.#month}-01'` : 'false'}
          union all
          select xact::text, '${erasure}' || id || ' ' || xact, 'platform.audit.record.erased', 'Settings', viewer_id, viewer_id
          from audit_erasures where xact >= $1::xid8) e on true`;
      return tx.raw<Record<string, string | null>>(text, [this.#horizon.toString()], `tail ${this.#month}`);
    });
    const fresh = rows.filter((row) => row.id !== null && !this.#seen.has(row.id!));
    this.#seen = new Set(rows.flatMap((row) => row.id ?? []));
    this.#horizon = BigInt(rows[0]!.horizon!);
    this.#month = rows[0]!.month!;
    this.#lastPollAt = performance.now();
    if (fresh.length > 0) this.#tell(fresh);
  }

  #tell(rows: Record<string, string | null>[]): void {
    // Those of extensions have no end, and a batch of an erasure is no event of its own.
    for (const { id, event } of rows)
      if (event!.startsWith('platform.') && !id!.startsWith(erasure)) this.#database.knownEvents.add(event!);
    const events = rows.map((row) => ({
      xact: BigInt(row.xact!),
      event: row.event!,
      objectType: row.object_type!,
      objectId: row.object_id!,
      accountId: row.account_id!,
    }));
    for (const one of events) {
      for (const key of [one.accountId, '*'].flatMap((scope) => [`${scope} ${one.objectType}`, `${scope} *`])) {
        if ((this.#changes.get(key) ?? -1n) < one.xact) this.#changes.set(key, one.xact);
      }
    }
    for (const listener of this.#listeners) listener(events);
  }
}
