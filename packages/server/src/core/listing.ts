import { compileFilter, compileOrder, type Fields, type ListQuery, type OrderTerm, wants } from '@tenantry/rql';
import { embed, type Sql, sql, type Transaction } from './database.ts';
import type { Totals } from './totals.ts';

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
  /** SQL of the time column of a log that is partitioned by it. */
  newest?: string;
  read(row: Row): T;
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
  totals: Pick<Totals, 'count'>,
  listing: Listing<Row, T>,
  query: ListQuery,
  extra?: Sql,
): Promise<Page<T>> {
  const limit = Math.min(query.limit ?? 10, pageLimitMax);
  const offset = query.offset ?? 0;
  const condition = conditionOf(listing, query, extra);
  const order = compileOrder(query.order.length > 0 ? query.order : [...listing.order], listing.fields, listing.key);
  const total = await totals.count(
    tx,
    listing.dependsOn,
    sql`select count(*)::int as total from ${sql.raw(listing.from)} where ${condition}`,
  );
  if (limit === 0 || offset >= total) return { data: [], limit, offset, total };
  // The far half of a list is read from its end: the last page costs what the first does.
  const fromEnd = offset > total / 2;
  const take = Math.min(limit, total - offset);
  const skip = fromEnd ? total - offset - take : offset;
  const rows = await readRows(tx, asAsked(listing, query), { condition, order: fromEnd ? order.reversedSql : order.sql, take, skip });
  if (fromEnd) rows.reverse();
  return { data: rows.map((row) => listing.read(row)), limit, offset, total };
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

async function readRows<Row, T>(tx: Transaction, listing: Listing<Row, T>, slice: Slice): Promise<Row[]> {
  const { newest } = listing;
  if (newest && slice.skip === 0 && slice.order.startsWith(`${newest} desc`)) {
    // Most who look at a log look at its newest end: two months instead of all their partitions.
    const recent = await tx.query<Row>(
      pageOf(listing, { ...slice, condition: sql`${slice.condition} and ${sql.raw(newest)} >= ${sql.lit(monthBeforeLast())}` }),
    );
    if (recent.length === slice.take) return recent;
  }
  return tx.last(slice.skip < 200 ? pageOf<Row, T>(listing, slice) : farPageOf<Row, T>(listing, slice));
}

/** The beginning of last month: a constant in the text, so that the planner leaves older partitions out. */
const monthBeforeLast = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString();
};

const pageOf = <Row, T>({ columns, from }: Listing<Row, T>, { condition, order, take, skip }: Slice): Sql<Row> =>
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
  return row ? listing.read(row) : undefined;
}

function conditionOf<Row, T>(listing: Listing<Row, T>, query: ListQuery, extra: Sql | undefined): Sql {
  const parts: Sql[] = [];
  if (listing.where) parts.push(sql.raw(listing.where));
  if (extra) parts.push(extra);
  if (query.filter) parts.push(embed(compileFilter(query.filter, listing.fields)));
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`;
}
