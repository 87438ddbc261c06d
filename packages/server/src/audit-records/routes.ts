import { type AuditRecord, auditRecords } from '@tenantry/contract/audit-records';
import { evidenceOf } from '../audit-log/index.ts';
import { sql, type Transaction } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { exportCsv, exportJsonl } from './export.ts';
import { findRecord, recordListing } from './queries.ts';
import { renderDetails } from './render.ts';

export const auditRecordRoutes = mount(
  auditRecords,
  {
    async list({ tx, list, services }) {
      const page = await listPage(tx, services.totals, recordListing, list);
      return { ...page, data: list.render ? page.data.map(renderDetails) : page.data };
    },

    exportCsv,
    exportJsonl,

    async get({ tx, params, list }) {
      const record = await findRecord(tx, params.id);
      return list.render ? renderDetails(record) : record;
    },

    evidence: ({ tx, recorder, params }) => evidenceOf(tx, recorder, params.id),

    async create({ tx, caller, recorder, body }) {
      const subject = await subjectOf(tx, body.object.id);
      const own = caller.account?.id;
      const { id } = await recordEvent(
        tx,
        recorder,
        {
          type: body.object.objectType ?? subject?.object_type ?? 'Object',
          id: body.object.id,
          name: body.object.name ?? subject?.object_name ?? body.object.id,
          // Whoever may read about the object reads this too; what is unknown here belongs to the caller's account.
          ...((subject?.account_id ?? own) ? { account: subject?.account_id ?? own! } : {}),
        },
        {
          event: body.event,
          summary: body.summary,
          details: body.details ?? body.summary,
          documents: { ...body.documents, ...(body.payload ? { payload: body.payload } : {}) },
          ...(own ? { viewers: [own] } : {}),
          // What hangs on a buyer stays with those who see it, whoever writes about it.
          ...(subject?.buyer_ids ? { buyers: subject.buyer_ids } : {}),
          type: body.type ?? 'Public',
        },
      );
      // A private record is for operators alone, so the one who wrote it may not read it back.
      return body.type === 'Private' && tx.context.role !== 'operations' ? unreadable(id, body) : findRecord(tx, id);
    },
  },
  recordListing.omitted,
);

interface Subject {
  object_type: string;
  object_name: string | null;
  account_id: string | null;
  buyer_ids: string[] | null;
}

/** What the trail last said of an object, as far as the caller may read it. */
async function subjectOf(tx: Transaction, id: string): Promise<Subject | undefined> {
  const [row] = await tx.query(
    sql<Subject>`select object_type, object_name, account_id, buyer_ids from events where object_id = ${id} order by at desc, seq desc limit 1`,
  );
  return row;
}

const unreadable = (
  id: string,
  body: { event: string; summary: string; details?: string; object: { id: string; objectType?: string } },
): AuditRecord => ({
  id,
  event: body.event,
  summary: body.summary,
  details: body.details ?? body.summary,
  object: { id: body.object.id, objectType: body.object.objectType ?? 'Object' },
  timestamp: new Date().toISOString(),
  actor: { id: '', name: '' },
  type: 'Private',
});
