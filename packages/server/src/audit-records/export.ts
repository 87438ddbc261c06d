import type { AuditRecord, auditRecords } from '@tenantry/contract/audit-records';
import { formatFilter } from '@tenantry/rql';
import { recordEvent } from '../core/events.ts';
import { listAll } from '../core/listing.ts';
import type { Call } from '../core/mount.ts';
import { invalid } from '../core/problem.ts';
import type { StreamAnswer } from '../core/stream-answer.ts';
import { type CsvFormat, csvLines } from './csv.ts';
import { recordListing } from './queries.ts';
import { renderDetails } from './render.ts';

type Operations = (typeof auditRecords)['operations'];
type ExportCall = Call<Operations['exportCsv']> | Call<Operations['exportJsonl']>;

const delimiters = { ',': ',', ';': ';', tab: '\t' } as const;

/** The view as a table. */
export const exportCsv = (call: Call<Operations['exportCsv']>): Promise<StreamAnswer> => {
  const { delimiter = ',', bom } = call.query;
  const format: CsvFormat = { delimiter: delimiters[delimiter], bom: bom === '1' };
  return exportRecords(call, 'csv', (pages) => csvLines(format, pages));
};

/** The view as it is. */
export const exportJsonl = (call: Call<Operations['exportJsonl']>): Promise<StreamAnswer> => exportRecords(call, 'jsonl', jsonLines);

/** All records of a view as one file, read while it is sent. The export itself is recorded before, and is not among what it exports. */
function exportRecords(
  call: ExportCall,
  format: 'csv' | 'jsonl',
  write: (pages: AsyncIterable<AuditRecord[]>) => AsyncIterable<string>,
): Promise<StreamAnswer> {
  const { tx, list, services, gone } = call;
  if (list.order.some(({ path }) => path !== 'timestamp'))
    throw invalid({ order: ['Must be timestamp or -timestamp: a file of any length cannot be put into another order.'] });
  return services.database.longRead(tx.context, gone, async (read) => {
    const { total, pages } = await listAll(read, services.totals, recordListing, list);
    await recordExport(call, format, total);
    return {
      stream: read.stream(write(rendered(pages))),
      fileName: `audit-records-${new Date().toISOString().slice(0, 10)}.${format}`,
      total,
    };
  });
}

async function* rendered(pages: AsyncIterable<AuditRecord[]>): AsyncGenerator<AuditRecord[]> {
  for await (const records of pages) yield records.map(renderDetails);
}

async function* jsonLines(pages: AsyncIterable<AuditRecord[]>): AsyncGenerator<string> {
  for await (const records of pages) yield records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function recordExport({ tx, caller, recorder, list }: ExportCall, format: 'csv' | 'jsonl', records: number): Promise<void> {
  const { account } = caller;
  const object = account
    ? { type: 'Account', id: account.id, name: account.name, account: account.id }
    : { type: 'User', id: caller.id, name: caller.name };
  await recordEvent(tx, recorder, object, {
    event: 'platform.audit.record.exported',
    summary: 'Audit records exported',
    details: `{{actor.name}} exported {{export.records}} audit records (${format})`,
    documents: {
      export: {
        format,
        records,
        filter: list.filter ? formatFilter(list.filter) : null,
        order: list.order.some(({ descending }) => !descending) ? 'timestamp' : '-timestamp',
      },
    },
  });
}
