import { type ErpRun, type ErpRunCounts, erpRunStatuses } from '@tenantry/contract/erp-runs';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';
import type { LineError } from './stage.ts';

export const erpRunObject: ObjectType = {
  type: 'ErpRun',
  document: 'erpRun',
  table: 'erp_runs',
  name: `'ERP run ' || changed.id`,
  snapshot: { id: 'id', status: 'status', source: 'source', counts: 'counts', message: 'message' },
};

export const noCounts: ErpRunCounts = { read: 0, created: 0, changed: 0, unchanged: 0, conflicts: 0, mismatches: 0, broken: 0 };

export interface ErpRunRow {
  id: string;
  status: (typeof erpRunStatuses)[number];
  source: 'file' | 'feed';
  message: string | null;
  counts: ErpRunCounts;
  line_errors: LineError[];
  started_at: Date | null;
  finished_at: Date | null;
  revision: number;
  audit: NonNullable<ErpRun['audit']>;
}

type ListedRow = Omit<ErpRunRow, 'line_errors'> & Partial<Pick<ErpRunRow, 'line_errors'>>;

export const erpRunListing: Listing<ListedRow, ErpRun> = {
  from: 'erp_runs t',
  key: 't.id',
  columns: 't.id, t.status, t.source, t.message, t.counts, t.started_at, t.finished_at, t.revision',
  onDemand: { audit: 't.audit', lineErrors: 't.line_errors' },
  fields: {
    ...coreFields('t'),
    status: { type: 'text', sql: 't.status', values: erpRunStatuses },
    source: { type: 'text', sql: 't.source', values: ['file', 'feed'] },
    startedAt: { type: 'datetime', sql: 't.started_at', nullable: true },
    finishedAt: { type: 'datetime', sql: 't.finished_at', nullable: true },
  },
  order: [{ path: 'audit.created.at', descending: true, position: 0 }],
  dependsOn: ['ErpRun'],
  omitted: ['audit', 'lineErrors'],
  read: (row) => ({
    id: row.id,
    status: row.status,
    source: row.source,
    message: row.message,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    counts: { ...noCounts, ...row.counts },
    ...(row.line_errors ? { lineErrors: row.line_errors } : {}),
    revision: row.revision,
    audit: row.audit,
  }),
};

export async function findErpRun(tx: Transaction, id: string): Promise<ErpRun> {
  const found = await findOne(tx, erpRunListing, sql`t.id = ${id}`);
  if (!found) throw notFound('ERP run', id);
  return found;
}
