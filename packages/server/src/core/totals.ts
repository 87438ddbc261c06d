import type { Transaction } from './database.ts';
import { compileSql, type Sql, sql } from './sql.ts';
import type { Tailer } from './tailer.ts';

interface Known {
  total: number;
  /** What the count saw, as pg_snapshot. */
  snapshot: string;
  /** How many records had been erased for good by then. */
  erased: string;
  /** Everything committed below this transaction id had been counted. */
  horizon: bigint;
  /** When it was counted, by the database's clock: events older than this cannot matter. */
  countedAt: Date;
}

const knownMax = 5_000;

/** SQL that holds for the rows that were not there yet when a total was counted. */
export type Since = (position: { snapshot: string; horizon: bigint; countedAt: Date }) => Sql;

/** SQL of what tells where a count stands, in the count's own statement: the same snapshot, also where each statement has its own. */
const position = `pg_current_snapshot()::text as snapshot, pg_snapshot_xmin(pg_current_snapshot())::text as horizon, clock_timestamp() as at, erased_records()::text as erased`;

type Counted = { total: number; snapshot: string; horizon: string; at: Date; erased: string };

/**
 * Exact totals without counting each time: a total is remembered with the position in the event log at which it was counted, and counted
 * again only when an event of one of its object types came later (ADR 0011). The check runs in the transaction of the page.
 * Of a log, which only grows, what came later is counted and added (ADR 0021).
 */
export class Totals {
  readonly #known = new Map<string, Known>();
  readonly #tailer: Tailer;

  constructor(tailer: Tailer) {
    this.#tailer = tailer;
  }

  /** `from` and `condition` say what is counted; `since`, where rows are only ever added, which of them are new. */
  async count(tx: Transaction, dependsOn: readonly string[], { from, condition, since }: Countable): Promise<number> {
    const key = keyOf(tx, from, condition);
    const known = this.#known.get(key);
    if (known && (await this.#isFresh(tx, known, dependsOn))) return known.total;
    if (known && since) {
      const added = await counting(tx, from, sql`${condition} and ${since(known)}`);
      if (added.erased === known.erased) return this.#remember(tx, key, { ...added, total: known.total + added.total });
    }
    return this.#remember(tx, key, await counting(tx, from, condition));
  }

  /** What was counted the last time, however long ago: good for choosing a way, never for an answer. */
  lastOf(tx: Transaction, { from, condition }: Countable): number | undefined {
    return this.#known.get(keyOf(tx, from, condition))?.total;
  }

  /** Looks at what this process has tailed, then at what is newer than that: an answer is never behind a commit. */
  async #isFresh(tx: Transaction, known: Known, dependsOn: readonly string[]): Promise<boolean> {
    const scope = tx.context.role === 'tenant' ? tx.context.account : undefined;
    if (this.#tailer.changedSince(known.horizon, scope, dependsOn)) return false;
    const from = this.#tailer.horizonAfter(known.horizon);
    const [row] = await tx.raw<{ changed: boolean }>(
      'select changed_since($1::xid8, $2::timestamptz, $3::text[], $4) as changed',
      [from.toString(), known.countedAt, dependsOn, scope ?? null],
      'changed_since',
    );
    return row?.changed === false;
  }

  #remember(tx: Transaction, key: string, { total, snapshot, horizon, at, erased }: Counted): number {
    // A transaction that writes sees rows of its own that its snapshot does not tell of.
    if (tx.mode === 'write') return total;
    if (this.#known.size >= knownMax) this.#known.delete(this.#known.keys().next().value!);
    this.#known.delete(key);
    this.#known.set(key, { total, snapshot, horizon: BigInt(horizon), countedAt: at, erased });
    return total;
  }
}

export interface Countable {
  from: string;
  condition: Sql;
  since?: Since;
}

/** Planned anew with its values: which index is right depends on how much is new. */
async function counting(tx: Transaction, from: string, condition: Sql): Promise<Counted> {
  const { sql: text, parameters } = compileSql(
    sql`select count(*)::int as total, ${sql.raw(position)} from ${sql.raw(from)} where ${condition}`,
  );
  const [row] = await tx.raw<Counted>(text, [...parameters]);
  return row!;
}

/** Who sees the same rows shares a total. */
function keyOf({ context: { role, account, user, buyers } }: Transaction, from: string, condition: Sql): string {
  const { sql: text, parameters } = compileSql(condition);
  const scope = [role, role === 'operations' ? '' : account, role === 'person' ? user : '', role === 'tenant' ? buyers : ''];
  return JSON.stringify([scope, from, text, parameters]);
}
