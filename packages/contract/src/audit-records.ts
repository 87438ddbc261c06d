import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { nullableText, oneOf, page, Reference, strict, text } from './fields.ts';
import { resource } from './resource.ts';

export const AuditRecord = Type.Object({
  id: Type.String(),
  event: Type.String(),
  summary: Type.String(),
  details: Type.String(),
  object: Type.Object({
    id: Type.String(),
    name: Type.Optional(nullableText(1000)),
    icon: Type.Optional(nullableText(1000)),
    objectType: Type.String(),
    revision: Type.Optional(Type.Integer()),
  }),
  timestamp: Type.String(),
  actor: Type.Object({
    id: Type.String(),
    name: Type.String(),
    icon: Type.Optional(nullableText(1000)),
    account: Type.Optional(
      Type.Object({ id: Type.String(), name: Type.String(), icon: Type.Optional(nullableText(1000)), accountType: Type.String() }),
    ),
  }),
  type: oneOf(['Public', 'Private']),
  request: Type.Optional(
    Type.Object({
      api: Type.Optional(
        Type.Object({
          ip: Type.Optional(Type.String()),
          geolocation: Type.Optional(
            Type.Object({
              countryCode: Type.String({ description: 'ISO 3166-1 alpha-2' }),
              countryName: Type.Optional(Type.String()),
              region: Type.Optional(Type.String()),
            }),
          ),
          userAgent: Type.Optional(Type.String()),
        }),
      ),
      worker: Type.Optional(Type.Object({ workerName: Type.String() })),
      log: Type.Optional(Type.Object({ correlationId: Type.String() })),
    }),
  ),
  documents: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  viewers: Type.Optional(Type.Array(Reference)),
  $meta: Type.Optional(Type.Object({ omitted: Type.Array(Type.String()) })),
});
export type AuditRecord = Static<typeof AuditRecord>;

export const NewAuditRecord = Type.Object(
  {
    event: Type.String({ pattern: '^extensions\\.[a-z0-9_-]+(\\.[a-z0-9_-]+)+$', maxLength: 200 }),
    object: Type.Object(
      { id: text(64, 1), name: Type.Optional(nullableText(1000)), objectType: Type.Optional(text(100)) },
      { additionalProperties: false },
    ),
    summary: text(500, 1),
    details: Type.Optional(text(4000)),
    payload: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    documents: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    type: Type.Optional(oneOf(['Public', 'Private'])),
  },
  {
    additionalProperties: false,
    examples: [
      {
        event: 'extensions.sync.user.imported',
        object: { id: 'USR-1234-5678', name: 'Ada Roth' },
        summary: 'User imported',
        details: '{{actor.name}} imported {{object.name}}',
      },
    ],
  },
);
export type NewAuditRecord = Static<typeof NewAuditRecord>;

/** A record with its salt, its place in the log, the audit path from there and the signed checkpoint that the path leads to (docs/audit.md). */
export const Evidence = Type.Object({
  format: oneOf(['tenantry-evidence-1']),
  record: Type.Record(Type.String(), Type.Unknown()),
  salt: Type.String({ description: '32 bytes, base64' }),
  index: Type.Integer(),
  proof: Type.Array(Type.String(), { description: 'Hashes from the leaf upwards, base64 (RFC 6962, 2.1.1)' }),
  checkpoint: Type.String({ description: 'Signed note (C2SP tlog-checkpoint)' }),
});

const exported = {
  method: 'GET',
  permission: 'signed-in',
  filter: true,
  status: 200,
  events: ['platform.audit.record.exported'],
} as const;

export const auditRecords = resource({
  name: 'audit-records',
  summary: 'The audit trail: what changed, when and by whom. Never changed; erased only when an account keeps them no longer.',
  operations: {
    list: {
      method: 'GET',
      path: '/audit/records',
      summary: 'List audit records; without a management module only those about or by the caller',
      permission: 'signed-in',
      list: true,
      answer: page(AuditRecord),
      status: 200,
    },
    exportCsv: {
      ...exported,
      path: '/audit/records/export.csv',
      summary: 'Export every audit record that a filter finds as CSV, for spreadsheets',
      description:
        'UTF-8 with a header row (RFC 4180), ordered by `timestamp` alone. Details are filled in. Cells that a spreadsheet would take for a formula begin with an apostrophe.',
      query: strict({
        delimiter: Type.Optional(oneOf([',', ';', 'tab'], { description: 'What stands between cells; a comma unless told otherwise.' })),
        bom: Type.Optional(
          oneOf(['0', '1'], { description: '1 begins the file with a byte order mark, which spreadsheets on Windows want.' }),
        ),
      }),
      stream: 'text/csv; charset=utf-8',
    },
    exportJsonl: {
      ...exported,
      path: '/audit/records/export.jsonl',
      summary: 'Export every audit record that a filter finds as JSON Lines, for programs',
      description: 'One record in each line, as the list answers it with `render()`, ordered by `timestamp` alone.',
      stream: 'application/jsonl; charset=utf-8',
    },
    get: {
      method: 'GET',
      path: '/audit/records/{id}',
      summary: 'Read an audit record',
      permission: 'signed-in',
      select: true,
      answer: AuditRecord,
      status: 200,
    },
    evidence: {
      method: 'GET',
      path: '/audit/records/{id}/evidence',
      summary: 'What proves that a record stands in the log, to be checked anywhere with `tenantry audit verify`',
      permission: 'signed-in',
      answer: Evidence,
      status: 200,
      problems: ['conflict'],
      events: ['platform.audit.record.evidence_exported'],
    },
    create: {
      method: 'POST',
      path: '/audit/records',
      summary: 'Record an event of an extension',
      permission: { types: ['Vendor', 'Operations'], modules: ['access-management', 'account-management'] },
      body: NewAuditRecord,
      reads: AuditRecord,
      answer: AuditRecord,
      status: 201,
      problems: [],
      events: [{ key: 'extensions.*', when: 'the event of the body' }],
    },
  },
});

/** Who reads the whole trail of an account. */
export const trailReaders = { types: accountTypes, modules: ['access-management', 'account-management'] } as const;
