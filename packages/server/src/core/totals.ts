import { createHash } from 'node:crypto';
import type { Database, Transaction } from './database.ts';
import { KeptRows } from './kept-rows.ts';
import { compileSql, type Sql, sql } from './sql.ts';
import type { Tailer } from './tailer.ts';

interface Known {
  total: number;
  /** What the count saw, as pg_snapshot. */
  snapshot: string;
  /** Everything committed below this transaction id had been counted. */
  horizon: bigint;
  /** When it was counted, by the database's clock: events older than this cannot matter. */
  countedAt: Date;
}

const knownMax = 5_000;

/** SQL that holds for the rows that were not there yet when a total was counted. */
export type Since = (position: { snapshot: string; horizon: bigint; countedAt: Date }) => Sql;

type Counted = { total: number; snapshot: string; horizon: string; at: Date };

/** From when on it is worth keeping for servers that start later. */
const slowMs = 250;
const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/**
 * Exact totals without counting each time: a total is remembered with the position in the event log at which it was counted, and counted
 * again only when an event of one of its object types came later (ADR 0011). The check runs in the transaction of the page.
 * Of a log, which only grows, what came later is counted and added (ADR 0021).
 */
export class Totals {
  /** Rows of logs that lists have shown. */
  readonly keptRows = new KeptRows();
  readonly #known = new Map<string, Known>();
  readonly #tailer: Tailer;
  readonly #database: Database;
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(tailer: Tailer, database: Database) {
    this.#tailer = tailer;
    this.#database = database;
  }

  /** `from` and `condition` say what is counted; `since`, where rows are only ever added, which of them are new. */
  async count(tx: Transaction, dependsOn: readonly string[], { from, condition, since }: Countable): Promise<number> {
    const key = keyOf(tx, from, condition);
    const known = this.#known.get(key) ?? (since && (await stored(tx, key)));
    if (known && (await this.#isFresh(tx, known, dependsOn))) return known.total;
    const began = performance.now();
    const added = known && since && (await whatCame(tx, from, sql`${condition} and ${since(known)}`, known));
    const counted = added ? { ...added, total: known.total + added.total } : await counting(tx, from, condition);
    // A transaction that writes may see rows of its own that its snapshot does not tell of.
    if (tx.mode !== 'read') return counted.total;
    this.#remember(key, counted);
    if (since && performance.now() - began > slowMs) this.#keep(key, counted);
    return counted.total;
  }

  /** Until what was worth keeping is kept. */
  async settled(): Promise<void> {
    await this.#keeping;
  }

  /** What was counted the last time, however long ago: good for choosing a way, never for an answer. */
  lastOf(tx: Transaction, { from, condition }: Countable): number | undefined {
    return this.#known.get(keyOf(tx, from, condition))?.total;
  }

  /** Looks at what this process has tailed, then at what is newer than that: an answer is never behind a commit. */
  async #isFresh(tx: Transaction, known: Known, dependsOn: readonly string[]): Promise<boolean> {
    const scope = scopeOf(tx);
    if (this.#tailer.changedSince(known.horizon, scope, dependsOn)) return false;
    const from = this.#tailer.horizonAfter(known.horizon);
    const [row] = await tx.raw<{ changed: boolean }>(
      'select changed_since($1::xid8, $2::timestamptz, $3::text[], $4) as changed',
      [from.toString(), known.countedAt, dependsOn, scope ?? null],
      'changed_since',
    );
    return row?.changed === false;
  }

  #remember(key: string, { total, snapshot, horizon, at }: Counted): void {
    if (this.#known.size >= knownMax) this.#known.delete(this.#known.keys().next().value!);
    this.#known.delete(key);
    this.#known.set(key, { total, snapshot, horizon: BigInt(horizon), countedAt: at });
  }

  /** Beside the request: it reads, and nobody waits for this. Whatever goes wrong costs the next server a count. */
  #keep(key: string, { total, snapshot, at }: Counted): void {
    const keep = sql`insert into counted_totals (key, total, snapshot, counted_at) values (${digest(key)}, ${total}, ${snapshot}::pg_snapshot, ${at})
      on conflict (key) do update set total = excluded.total, snapshot = excluded.snapshot, counted_at = excluded.counted_at
      where counted_totals.counted_at < excluded.counted_at`;
    this.#keeping = this.#database.write(worker, (tx) => tx.query(keep)).catch(() => undefined);
  }
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** What another server, or this one before it was started anew, has counted. */
async function stored(tx: Transaction, key: string): Promise<Known | undefined> {
  const [row] = await tx.raw<Counted>('select total::int, snapshot, horizon, at from counted_total($1)', [digest(key)], 'counted_total');
  return row && { total: row.total, snapshot: row.snapshot, horizon: BigInt(row.horizon), countedAt: row.at };
}

export interface Countable {
  from: string;
  condition: Sql;
  since?: Since;
}

/** What tells where a count stands, in the count's own statement: the same snapshot, also where each statement has its own. */
const position = sql.raw(
  `pg_current_snapshot()::text as snapshot, pg_snapshot_xmin(pg_current_snapshot())::text as horizon, clock_timestamp() as at`,
);

async function counting(tx: Transaction, from: string, condition: Sql): Promise<Counted> {
  const [row] = await unprepared<Counted>(tx, sql`select count(*)::int as total, ${position} from ${sql.raw(from)} where ${condition}`);
  return row!;
}

/** How many rows a total lacks; nothing where some that it holds have been erased since. */
async function whatCame(tx: Transaction, from: string, condition: Sql, { horizon }: Known): Promise<Counted | undefined> {
  const [row] = await unprepared<Counted & { erased: boolean }>(
    tx,
    sql`select count(*)::int as total, ${position}, erased_since(${horizon.toString()}::xid8, ${scopeOf(tx) ?? null}) as erased
      from ${sql.raw(from)} where ${condition}`,
  );
  return row!.erased ? undefined : row!;
}

/** Planned anew with its values: which index is right depends on how much is new, and on how often a value is there. */
function unprepared<T>(tx: Transaction, statement: Sql): Promise<T[]> {
  const { sql: text, parameters } = compileSql(statement);
  return tx.raw<T>(text, [...parameters]);
}

/** The account that a caller sees the events of, where it is one. */
const scopeOf = ({ context: { role, account } }: Transaction): string | undefined => (role === 'tenant' ? account : undefined);

/** Who sees the same rows shares a total. */
function keyOf({ context: { role, account, user, buyers } }: Transaction, from: string, condition: Sql): string {
  const { sql: text, parameters } = compileSql(condition);
  const scope = [role, role === 'operations' ? '' : account, role === 'person' ? user : '', role === 'tenant' ? buyers : ''];
  return JSON.stringify([scope, from, text, parameters]);
}
