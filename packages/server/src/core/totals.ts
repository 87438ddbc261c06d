import type { Transaction } from './database.ts';
import { compileSql, type Sql } from './sql.ts';
import type { Tailer } from './tailer.ts';

interface Known {
  total: number;
  /** Everything committed below this transaction id had been counted. */
  horizon: bigint;
  /** When it was counted, by the database's clock: events older than this cannot matter. */
  countedAt: Date;
}

const knownMax = 5_000;

/**
 * Exact totals without counting each time: a total is remembered with the position in the event log at which it was counted, and counted
 * again only when an event of one of its object types came later (ADR 0011). The check runs in the transaction of the page.
 */
export class Totals {
  readonly #known = new Map<string, Known>();
  readonly #tailer: Tailer;

  constructor(tailer: Tailer) {
    this.#tailer = tailer;
  }

  async count(tx: Transaction, dependsOn: readonly string[], statement: Sql): Promise<number> {
    const { key, text, parameters } = counted(tx, statement);
    const known = this.#known.get(key);
    if (known && (await this.#isFresh(tx, known, dependsOn))) return known.total;
    return this.#recount(tx, key, text, parameters);
  }

  /** What was counted the last time, however long ago: good for choosing a way, never for an answer. */
  lastOf(tx: Transaction, statement: Sql): number | undefined {
    return this.#known.get(counted(tx, statement).key)?.total;
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

  async #recount(tx: Transaction, key: string, text: string, parameters: readonly unknown[]): Promise<number> {
    const [[position], [counted]] = await Promise.all([
      tx.raw<{ horizon: string; at: Date }>(
        'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, clock_timestamp() as at',
        [],
        'horizon',
      ),
      tx.raw<{ total: number }>(text, [...parameters]),
    ]);
    if (this.#known.size >= knownMax) this.#known.delete(this.#known.keys().next().value!);
    this.#known.delete(key);
    this.#known.set(key, { total: counted!.total, horizon: BigInt(position!.horizon), countedAt: position!.at });
    return counted!.total;
  }
}

/** Who sees the same rows shares a total. */
function counted({ context: { role, account, user, buyers } }: Transaction, statement: Sql) {
  const { sql: text, parameters } = compileSql(statement);
  const scope = [role, role === 'operations' ? '' : account, role === 'person' ? user : '', role === 'tenant' ? buyers : ''];
  return { key: JSON.stringify([scope, text, parameters]), text, parameters };
}
