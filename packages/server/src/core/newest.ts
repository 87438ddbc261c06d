import { compileSql, type Sql, sql } from './sql.ts';
import type { Transaction } from './transaction.ts';

interface Slice {
  /** SQL of the time column that the log is partitioned by. */
  column: string;
  condition: Sql;
  take: number;
  skip: number;
}

/** Months back from the beginning of this one: few, because each is a statement of its own to the planner. */
const windows = [1, 3, 6, 12, 24, 48];
/** Which window was too short for a page that was asked for before. */
const tooShort = new Map<string, number>();
const rememberedMax = 1_000;

/**
 * The rows of a page at the newest end of a log. Most lie in the last two months, so only those partitions are looked at first; the total says
 * whether that was enough, also where a clock is wrong. A page that reaches further back is given more months the next time.
 */
export async function readNewest<Row>(
  tx: Transaction,
  { column, condition, take, skip }: Slice,
  counting: Promise<number>,
  pageOf: (condition: Sql) => Promise<Row[]>,
): Promise<Row[]> {
  const { sql: text, parameters } = compileSql(condition);
  const key = JSON.stringify([tx.context.role, tx.context.account, text, parameters, take, skip]);
  const at = (tooShort.get(key) ?? -1) + 1;
  const months = windows[at];
  if (months === undefined) return pageOf(condition);
  const window = sql`${sql.raw(column)} >= ${sql.lit(monthsBack(months))} and ${sql.raw(column)} < ${sql.lit(monthsBack(-1))}`;
  const [rows, total] = await Promise.all([pageOf(sql`${condition} and ${window}`), counting]);
  if (rows.length === Math.max(0, Math.min(take, total - skip))) return rows;
  if (tooShort.size >= rememberedMax) tooShort.delete(tooShort.keys().next().value!);
  tooShort.set(key, at);
  return pageOf(condition);
}

/** A month's beginning: a constant in the text, so that the planner leaves the other partitions out. At the month's end by tomorrow's calendar. */
const monthsBack = (months: number): string => {
  const soon = new Date(Date.now() + 86_400_000);
  return new Date(Date.UTC(soon.getUTCFullYear(), soon.getUTCMonth() - months, 1)).toISOString();
};
