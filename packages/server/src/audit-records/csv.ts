import type { AuditRecord } from '@tenantry/contract/audit-records';
import { stringify } from 'csv-stringify/sync';
import { changesText } from './changes.ts';

/** How a table is written down. */
export interface CsvFormat {
  delimiter: ',' | ';' | '\t';
  /** Begins with a byte order mark. */
  bom: boolean;
}

interface Placed {
  geolocation?: { countryCode?: string };
}

const columns: Readonly<Record<string, (record: AuditRecord) => string | number | undefined>> = {
  Timestamp: (record) => record.timestamp,
  ID: (record) => record.id,
  Event: (record) => record.event,
  Summary: (record) => record.summary,
  Details: (record) => record.details,
  'Object type': ({ object }) => object.objectType,
  'Object ID': ({ object }) => object.id,
  'Object name': ({ object }) => object.name ?? undefined,
  'Object revision': ({ object }) => object.revision,
  'Actor ID': ({ actor }) => actor.id,
  'Actor name': ({ actor }) => actor.name,
  'Account ID': ({ actor }) => actor.account?.id,
  'Account name': ({ actor }) => actor.account?.name,
  IP: ({ request }) => request?.api?.ip,
  'User agent': ({ request }) => request?.api?.userAgent,
  Country: ({ request }) => (request?.api as Placed | undefined)?.geolocation?.countryCode,
  'Trace ID': ({ request }) => request?.log?.correlationId,
  Worker: ({ request }) => request?.worker?.workerName,
  Type: (record) => record.type,
  Changes: changesText,
  Documents: ({ documents }) => JSON.stringify(documents),
};
const cells = Object.values(columns);

/** The header row, then a row for each record (RFC 4180). What a spreadsheet would take for a formula is made harmless. */
export async function* csvLines({ delimiter, bom }: CsvFormat, pages: AsyncIterable<AuditRecord[]>): AsyncGenerator<string> {
  const written = (rows: unknown[][], more: { bom?: boolean } = {}) =>
    stringify(rows, { delimiter, record_delimiter: 'windows', quote_record_delimiter: true, escape_formulas: true, ...more });
  yield written([Object.keys(columns)], { bom });
  for await (const records of pages) yield written(records.map((record) => cells.map((cell) => cell(record))));
}
