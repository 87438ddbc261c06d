import { type CompiledOrder, compileFilter, compileOrder, type Fields, type ListQuery, type OrderTerm, wants } from '@tenantry/rql';
import type { Context } from './context.ts';
import { embed, type Sql, sql, type Transaction } from './database.ts';
import type { KeptRows } from './kept-rows.ts';
import type { LongRead } from './long-read.ts';
import { readNewest } from './newest.ts';
import type { Countable, Since, Totals } from './totals.ts';

/** How a collection is read: the same for one object, a page, a count. */
export interface Listing<Row, T> {
  /** `api_tokens t left join accounts a on a.id = t.account_id`; left joins on unique keys cost nothing where they are not used. */
  from: string;
  /** Unique and never null: breaks ties, so that pages do not overlap. */
  key: string;
  columns: string;
  /** Columns that only a `select` of the field brings into a list, such as the audit sub-object. */
  onDemand?: Readonly<Record<string, string>>;
  /** What is never listed, such as deleted objects. */
  where?: string;
  fields: Fields;
  order: readonly OrderTerm[];
  /** Object types whose events may change this list. */
  dependsOn: readonly string[];
  omitted: readonly string[];
  /** Brings what the rows of a page refer to, in exactly one statement for all of them. */
  attach?(rows: Row[], query: <R>(statement: Sql<R>) => Promise<R[]>, context: Context): Promise<void>;
  /** For a log, whose rows are added and, but for erasing, never change. */
  log?: Log<Row>;
  read(row: Row): T;
}

/** A log's columns, as SQL. */
export interface Log<Row = never> {
  /** When, which it is partitioned by. */
  at: string;
  /** The transaction that added the row. */
  xact: string;
  /** Tells a row from every other that there ever was. */
  row: string;
  /** How many bytes the largest part of it takes. */
  size: string;
  /** Those of the listing's columns that may change after all: what comes from other tables. */
  live: string;
  /** All that an answer tells beside the row's own columns: the live ones, and what `attach` brought. */
  beside(row: Row): string;
}

export interface Page<T> {
  data: T[];
  limit: number;
  offset: number;
  total: number;
}

export const pageLimitMax = 100;

/** One page and the exact total, in one snapshot. `extra` narrows the list to what a path names. */
export async function listPage<Row, T>(
  tx: Transaction,
  totals: Pick<Totals, 'count'> & Partial<Pick<Totals, 'lastOf' | 'keptRows'>>,
  listing: Listing<Row, T>,
  query: ListQuery,
  extra?: Sql,
): Promise<Page<T>> {
  const limit = Math.min(query.limit ?? 10, pageLimitMax);
  const offset = query.offset ?? 0;
  const condition = conditionOf(listing, query, extra);
  const order = compileOrder(query.order.length > 0 ? query.order : [...listing.order], listing.fields, listing.key);
  const counted = countable(listing, condition);
  const last = totals.lastOf?.(tx, counted);
  const wasShort = offset >= (last ?? Number.POSITIVE_INFINITY);
  const counting = totals.count(tx, listing.dependsOn, counted);
  const read = limit === 0 ? noRows : offset < far && !wasShort ? nearRows : farRows;
  // Sent side by side: only what lies far in has to wait for the total.
  const [total, rows] = await Promise.all([
    counting,
    read(
      tx,
      asAsked(listing, query),
      { condition, order, limit, offset, ...(totals.keptRows ? { kept: { rows: totals.keptRows, isKnown: last !== undefined } } : {}) },
      counting,
    ),
  ]);
  if (rows.length > 0) await listing.attach?.(rows, (attached) => tx.last(attached), tx.context);
  return { data: rows.map((row) => answerOf(listing, row, totals.keptRows)), limit, offset, total };
}

function answerOf<Row, T>({ log, read }: Listing<Row, T>, row: Row, kept: KeptRows | undefined): T {
  const { row_key: key } = row as { row_key?: string };
  return kept && log && key ? kept.answer(key, log.beside(row), () => read(row) as T & object) : read(row);
}

/** Everything that a query finds, in its order, and how many that is; in one snapshot, and read as it is taken. */
export async function listAll<Row, T>(
  read: LongRead,
  totals: Pick<Totals, 'count'>,
  listing: Listing<Row, T>,
  query: ListQuery,
): Promise<{ total: number; pages: AsyncGenerator<T[], void, undefined> }> {
  const condition = conditionOf(listing, query, undefined);
  const order = compileOrder(query.order.length > 0 ? query.order : [...listing.order], listing.fields, listing.key);
  const { columns, from } = asAsked(listing, query);
  const total = await totals.count(read.tx, listing.dependsOn, countable(listing, condition));
  const statement = sql<Row>`select ${sql.raw(columns)} from ${sql.raw(from)} where ${condition} order by ${sql.raw(order.sql)}`;
  return { total, pages: attached(read, listing, statement) };
}

async function* attached<Row, T>(read: LongRead, listing: Listing<Row, T>, statement: Sql<Row>): AsyncGenerator<T[], void, undefined> {
  for await (const rows of read.rows(statement)) {
    await listing.attach?.(rows, (more) => read.tx.query(more), read.tx.context);
    for (let at = 0; at < rows.length; at += writtenAtOnce) yield rows.slice(at, at + writtenAtOnce).map((row) => listing.read(row));
  }
}

/** More in one go would make the requests of others wait. */
const writtenAtOnce = 25;

const countable = ({ from, log }: { from: string; log?: Pick<Log, 'at' | 'xact'> }, condition: Sql): Countable => ({
  from,
  condition,
  ...(log ? { since: newIn(log) } : {}),
});

/** What a log has got since a total was counted. No transaction is open for a day, so older months need not be looked at. */
const newIn =
  ({ at, xact }: Pick<Log, 'at' | 'xact'>): Since =>
  ({ snapshot, horizon, countedAt }) =>
    sql`${sql.raw(xact)} >= ${horizon.toString()}::xid8 and not pg_visible_in_snapshot(${sql.raw(xact)}, ${snapshot}::pg_snapshot)
      and ${sql.raw(at)} > ${countedAt}::timestamptz - interval '1 day'`;

/** From where on skipping rows costs more than reading a page of them. */
const far = 200;

interface Place {
  condition: Sql;
  order: CompiledOrder;
  limit: number;
  offset: number;
  /** Rows of logs that this process has read; whether it has counted just this list before. */
  kept?: { rows: KeptRows; isKnown: boolean };
}

const noRows = async (): Promise<never[]> => [];

async function nearRows<Row, T>(tx: Transaction, listing: Listing<Row, T>, place: Place, counting: Promise<number>): Promise<Row[]> {
  const slice = { condition: place.condition, order: place.order.sql, take: place.limit, skip: place.offset };
  const { log } = listing;
  if (!log || !slice.order.startsWith(`${log.at} desc`)) return tx.query(pageOf<Row>(listing, slice));
  return readNewest(tx, { column: log.at, ...slice }, counting, (condition) =>
    logPage(tx, listing, log, { ...slice, condition }, place.kept),
  );
}

/** A larger row is read each time. */
const keptBytesMax = 4_000;

/** A page of a log. Of one that was asked for before, only the rows that this process does not have yet are worth reading whole. */
async function logPage<Row, T>(
  tx: Transaction,
  listing: Listing<Row, T>,
  log: Log<Row>,
  slice: Slice,
  kept: Place['kept'],
): Promise<Row[]> {
  if (kept?.isKnown) {
    const found = await tx.query(pageOf<Row & { row_key: string }>({ ...listing, columns: `${log.row} as row_key, ${log.live}` }, slice));
    const rows = found.map((live) => ({ row: kept.rows.get(live.row_key), live }));
    if (rows.every(({ row }) => row)) return rows.map(({ row, live }) => ({ ...row, ...live }) as Row);
  }
  const columns = `${listing.columns}, ${log.row} as row_key, ${log.size} as row_size`;
  const rows = await tx.query(pageOf<Row & { row_key: string; row_size: number }>({ ...listing, columns }, slice));
  for (const row of rows) if (row.row_size <= keptBytesMax) kept?.rows.keep(row.row_key, { ...row });
  return rows;
}

/** The far half of a list is read from its end: the last page costs what the first does. */
async function farRows<Row, T>(tx: Transaction, listing: Listing<Row, T>, place: Place, counting: Promise<number>): Promise<Row[]> {
  const { condition, order, limit, offset } = place;
  const total = await counting;
  if (offset >= total) return [];
  const take = Math.min(limit, total - offset);
  if (offset <= total / 2) return tx.query(farPageOf(listing, { condition, order: order.sql, take, skip: offset }));
  const skip = total - offset - take;
  const slice = { condition, order: order.reversedSql, take, skip };
  const rows = await tx.query(skip < far ? pageOf<Row>(listing, slice) : farPageOf(listing, slice));
  return rows.reverse();
}

const asAsked = <Row, T>(listing: Listing<Row, T>, { select }: ListQuery): Listing<Row, T> => ({
  ...listing,
  columns: withColumns(
    listing,
    Object.keys(listing.onDemand ?? {}).filter((field) => wants(select, field, listing.omitted)),
  ),
});

const withColumns = <Row, T>({ columns, onDemand }: Listing<Row, T>, fields: readonly string[]): string =>
  [columns, ...fields.map((field) => onDemand?.[field])].join(', ');

interface Slice {
  condition: Sql;
  order: string;
  take: number;
  skip: number;
}

const pageOf = <Row>(
  { columns, from }: Pick<Listing<never, never>, 'columns' | 'from'>,
  { condition, order, take, skip }: Slice,
): Sql<Row> =>
  sql<Row>`select ${sql.raw(columns)} from ${sql.raw(from)} where ${condition} order by ${sql.raw(order)} limit ${sql.lit(take)}${skip > 0 ? sql` offset ${skip}` : sql``}`;

/** Far in: skip over keys alone, then read the rows of the page. */
const farPageOf = <Row, T>({ columns, from, key }: Listing<Row, T>, { condition, order, take, skip }: Slice): Sql<Row> =>
  sql<Row>`select ${sql.raw(columns)} from ${sql.raw(from)}
    where ${sql.raw(key)} in (select ${sql.raw(key)} from ${sql.raw(from)} where ${condition} order by ${sql.raw(order)} limit ${sql.lit(take)} offset ${skip})
    order by ${sql.raw(order)}`;

/** One object by its key, or nothing: absent and foreign are the same. */
export async function findOne<Row, T>(tx: Transaction, listing: Listing<Row, T>, condition: Sql): Promise<T | undefined> {
  const [row] = await tx.query(
    sql<Row>`select ${sql.raw(withColumns(listing, Object.keys(listing.onDemand ?? {})))} from ${sql.raw(listing.from)} where ${condition}${listing.where ? sql` and ${sql.raw(listing.where)}` : sql``}`,
  );
  if (!row) return undefined;
  await listing.attach?.([row], (attached) => tx.query(attached), tx.context);
  return listing.read(row);
}

function conditionOf<Row, T>(listing: Listing<Row, T>, query: ListQuery, extra: Sql | undefined): Sql {
  const parts: Sql[] = [];
  if (listing.where) parts.push(sql.raw(listing.where));
  if (extra) parts.push(extra);
  if (query.filter) parts.push(embed(compileFilter(query.filter, listing.fields)));
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`;
}
