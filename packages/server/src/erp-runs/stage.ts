import { sql, type Transaction } from '../core/database.ts';
import { readRecord } from './record.ts';
import type { Entry } from './source.ts';

export interface LineError {
  line: number;
  message: string;
}

export interface StagedLine {
  line: number;
  contact_key: string;
  buyer_key: string;
  seller_key: string;
  seller_id: string;
  account_key: string | null;
  name: string | null;
  tax_number: string | null;
  address: object | null;
}

/** What a part of a feed amounts to: rows to store, lines that cannot be used, and whether some of those could be anybody's. */
export interface ReadLines {
  rows: StagedLine[];
  errors: LineError[];
  hasLost: boolean;
}

/** Sellers by what the ERP calls them. */
export async function sellersByKey(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx.query(sql<{ id: string; external_key: string }>`select id, external_key from sellers where status <> 'Deleted'`);
  return new Map(rows.map((row) => [row.external_key, row.id]));
}

/** Reads entries as records. What is wrong with a line is said of the line, and the others go on. */
export function readLines(entries: readonly Entry[], sellers: ReadonlyMap<string, string>): ReadLines {
  const read: ReadLines = { rows: [], errors: [], hasLost: false };
  for (const entry of entries) {
    const { line } = entry;
    const reading = 'fault' in entry ? { fault: entry.fault } : readRecord(entry.value);
    if ('fault' in reading) read.errors.push({ line, message: reading.fault });
    const keys = 'record' in reading ? reading.record : reading.keys;
    if (!keys) {
      read.hasLost = true;
      continue;
    }
    const sellerId = sellers.get(keys.sellerKey);
    if (sellerId) read.rows.push(stagedLine(line, sellerId, keys, 'record' in reading ? reading.record : undefined));
    else if ('record' in reading) read.errors.push({ line, message: `there is no seller with the external id ${keys.sellerKey}` });
  }
  return read;
}

type Reading = ReturnType<typeof readRecord>;
type Keys = NonNullable<Extract<Reading, { fault: string }>['keys']>;

const stagedLine = (line: number, sellerId: string, keys: Keys, record: Extract<Reading, { record: unknown }>['record'] | undefined) => ({
  line,
  contact_key: keys.contactKey,
  buyer_key: keys.buyerKey,
  seller_key: keys.sellerKey,
  seller_id: sellerId,
  account_key: record?.accountKey ?? null,
  name: record?.name ?? null,
  tax_number: record?.taxNumber ?? null,
  address: record?.address ?? null,
});

/** Stores rows of a run; answers the lines whose pair stands in an earlier one. */
export async function storeLines(tx: Transaction, run: string, rows: readonly StagedLine[]): Promise<LineError[]> {
  if (rows.length === 0) return [];
  const stored = await tx.query(sql<{ line: number }>`
    insert into erp_records (run_id, contact_key, buyer_key, seller_id, seller_key, line, account_key, name, tax_number, address)
    select ${run}, r.contact_key, r.buyer_key, r.seller_id, r.seller_key, r.line, r.account_key, r.name, r.tax_number, r.address
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line int, contact_key text, buyer_key text, seller_key text, seller_id text,
      account_key text, name text, tax_number text, address jsonb)
    on conflict do nothing returning line`);
  if (stored.length === rows.length) return [];
  const lines = new Set(stored.map(({ line }) => line));
  return rows
    .filter(({ line }) => !lines.has(line))
    .map(({ line, contact_key, buyer_key, seller_key }) => ({
      line,
      message: `the company contact ${contact_key} has the customer ${buyer_key} with the seller ${seller_key} in an earlier line already`,
    }));
}

/** The entries in groups of at most `size`. */
export async function* batchesOf(entries: AsyncIterable<Entry>, size: number): AsyncGenerator<Entry[]> {
  let batch: Entry[] = [];
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
