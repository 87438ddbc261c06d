import { type Static, Type } from 'typebox';
import { core, dateTime, nullable, nullableText, oneOf, page } from './fields.ts';
import { partyReaders, platformOperators } from './parties.ts';
import { resource } from './resource.ts';

/** `Unchanged`: the feed said that nothing is new. */
export const erpRunStatuses = ['Queued', 'Running', 'Completed', 'Unchanged', 'Failed'] as const;

export const ErpRunCounts = Type.Object({
  read: Type.Integer({ description: 'Lines of the feed, the broken ones included.' }),
  created: Type.Integer({ description: 'Buyers that the ERP had and we did not.' }),
  changed: Type.Integer({ description: 'Buyers that changed, themselves or in their links.' }),
  unchanged: Type.Integer(),
  conflicts: Type.Integer({ description: 'Unassigned buyers that do not fit the ERP after the run.' }),
  mismatches: Type.Integer({ description: 'Buyers of accounts that do not agree with the ERP after the run.' }),
  broken: Type.Integer({ description: 'Lines that were left out.' }),
});
export type ErpRunCounts = Static<typeof ErpRunCounts>;

export const ErpRun = Type.Object({
  ...core,
  status: oneOf(erpRunStatuses),
  source: oneOf(['file', 'feed']),
  message: Type.Optional(nullableText(4000)),
  startedAt: Type.Optional(nullable(dateTime())),
  finishedAt: Type.Optional(nullable(dateTime())),
  counts: ErpRunCounts,
  lineErrors: Type.Optional(
    Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() }), { description: 'The first hundred.' }),
  ),
});
export type ErpRun = Static<typeof ErpRun>;

/** When the ERP was read and will be read again; null: never, or no source is configured. */
export const ErpSchedule = Type.Object({ lastAt: nullable(dateTime()), nextAt: nullable(dateTime()) });

const path = '/accounts/erp-runs';

export const erpRuns = resource({
  name: 'erp-runs',
  summary: 'Readings of the ERP: what came, what changed, what could not be read.',
  operations: {
    list: {
      method: 'GET',
      path,
      summary: 'List the readings of the ERP',
      permission: platformOperators,
      list: true,
      answer: page(ErpRun),
      status: 200,
    },
    get: {
      method: 'GET',
      path: `${path}/{id}`,
      summary: 'Read how one reading of the ERP went, or how far it is',
      permission: platformOperators,
      select: true,
      answer: ErpRun,
      status: 200,
    },
    create: {
      method: 'POST',
      path,
      summary: 'Read the ERP now; runs as a job',
      permission: platformOperators,
      answer: ErpRun,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.erp_run.created'],
    },
    schedule: {
      method: 'GET',
      path: '/accounts/erp-schedule',
      summary: 'When the ERP was last read, and when it will be next',
      permission: partyReaders,
      answer: ErpSchedule,
      status: 200,
    },
  },
});
