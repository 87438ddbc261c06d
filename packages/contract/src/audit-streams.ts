import { type Static, Type } from 'typebox';
import { core, dateTime, nullable, nullableText, oneOf, optional, page, Reference, reference, strict, text } from './fields.ts';
import { platformOperators } from './parties.ts';
import { resource } from './resource.ts';

export const streamStatuses = ['Enabled', 'Disabled', 'Deleted'] as const;
export const streamKinds = ['webhook', 'syslog', 'file'] as const;
/** `jsonl`: records as this API shows them, each with its `index` in the log. `ocsf`: events of the Open Cybersecurity Schema Framework. */
export const streamFormats = ['jsonl', 'ocsf'] as const;

const pem = (of: string) =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 100_000, description: `Certificates (PEM) that ${of}` }));

/** What a kind needs: webhook `url`, `secret`, `ca`; syslog `host`, `port`, `ca`, `facility`; file `name`. */
const target = {
  url: Type.Optional(text(2000, 1)),
  host: Type.Optional(Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9:._-]+$' })),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, description: 'Of a syslog server; 6514 unless given.' })),
  facility: Type.Optional(Type.Integer({ minimum: 0, maximum: 23, description: 'RFC 5424; 13 (log audit) unless given.' })),
  ca: pem('vouch for the server, instead of those that the system trusts.'),
  name: Type.Optional(
    Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$', description: 'Of a file, in the folder for streams; no path.' }),
  ),
};
const secret = Type.Optional(
  Type.Unsafe<string | null>({
    type: ['string', 'null'],
    maxLength: 200,
    description: 'Of a webhook (Standard Webhooks, `whsec_…`); made here when it is not given or null. Only in the answer that made it.',
  }),
);

export const StreamTarget = Type.Object({ ...target, secret }, { examples: [{ url: 'https://logs.example.com/tenantry' }] });
export type StreamTarget = Static<typeof StreamTarget>;

export const AuditStream = Type.Object({
  ...core,
  name: Type.String(),
  status: oneOf(streamStatuses),
  kind: oneOf(streamKinds),
  format: oneOf(streamFormats),
  target: StreamTarget,
  accounts: nullable(Type.Array(Reference)),
  eventPrefix: nullableText(200),
  position: Type.Integer({ description: 'The index in the log of the next record to be sent.' }),
  waiting: Type.Integer({ description: 'Entries of the log from there to its end, whether or not this stream takes them.' }),
  lastDeliveredAt: nullable(dateTime()),
  lastError: nullable(
    Type.Object({
      at: dateTime(),
      message: Type.String(),
      tries: Type.Integer({ description: 'In a row.' }),
    }),
  ),
});
export type AuditStream = Static<typeof AuditStream>;

const editable = {
  name: text(100, 1),
  format: oneOf(streamFormats),
  target: strict({ ...target, secret }),
  accounts: Type.Optional(
    nullable(
      Type.Array(reference('ACC-1234-5678'), { maxItems: 100, description: 'Only records of what belongs to these accounts; null: all.' }),
    ),
  ),
  eventPrefix: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      maxLength: 200,
      pattern: '^[a-z0-9_.-]+$',
      description: 'Only events whose key begins like this, such as `platform.security.`; null: all.',
    }),
  ),
};

export const NewAuditStream = Type.Object(
  {
    ...editable,
    kind: oneOf(streamKinds),
    startAt: Type.Optional(oneOf(['beginning', 'end'])),
  },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Security monitoring',
        kind: 'webhook',
        format: 'jsonl',
        target: { url: 'https://logs.example.com/tenantry' },
        eventPrefix: 'platform.security.',
        startAt: 'end',
      },
    ],
  },
);
export type NewAuditStream = Static<typeof NewAuditStream>;

export const AuditStreamPatch = Type.Object(optional(editable), {
  additionalProperties: false,
  examples: [{ name: 'All of the trail', eventPrefix: null }],
});
export type AuditStreamPatch = Static<typeof AuditStreamPatch>;

/** Where a stream goes on: exactly one of these. */
export const Rewind = Type.Object(
  {
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'An index in the log.' })),
    since: Type.Optional(dateTime()),
    to: Type.Optional(oneOf(['beginning', 'end'])),
  },
  { additionalProperties: false, examples: [{ to: 'beginning' }] },
);
export type Rewind = Static<typeof Rewind>;

/** What came of a sample record. */
export const StreamTest = Type.Object({
  delivered: Type.Boolean(),
  message: Type.String({ description: 'Where it went, or why it did not.' }),
  milliseconds: Type.Integer(),
});
export type StreamTest = Static<typeof StreamTest>;

const path = '/audit/streams';
const action = { method: 'POST', permission: platformOperators, answer: AuditStream, status: 200, problems: ['conflict'] } as const;

export const auditStreams = resource({
  name: 'audit-streams',
  summary: 'Where audit records are sent as they come: webhooks, syslog servers, files.',
  operations: {
    list: {
      method: 'GET',
      path,
      summary: 'List the streams of audit records',
      permission: platformOperators,
      list: true,
      answer: page(AuditStream),
      status: 200,
    },
    get: {
      method: 'GET',
      path: `${path}/{id}`,
      summary: 'Read a stream, how far it is and what stops it',
      permission: platformOperators,
      select: true,
      answer: AuditStream,
      status: 200,
    },
    create: {
      method: 'POST',
      path,
      summary: 'Create a stream; the answer holds the secret of a webhook',
      permission: platformOperators,
      body: NewAuditStream,
      reads: AuditStream,
      answer: AuditStream,
      status: 201,
      problems: ['conflict'],
      events: ['platform.audit.stream.created'],
    },
    update: {
      method: 'PUT',
      path: `${path}/{id}`,
      summary: 'Change a stream; it goes on from where it is',
      permission: platformOperators,
      body: AuditStreamPatch,
      reads: AuditStream,
      answer: AuditStream,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: ['platform.audit.stream.updated'],
    },
    enable: {
      ...action,
      path: `${path}/{id}/enable`,
      summary: 'Enable a stream: it catches up from where it stopped',
      events: ['platform.audit.stream.enabled'],
    },
    disable: {
      ...action,
      path: `${path}/{id}/disable`,
      summary: 'Disable a stream: it keeps its place and sends nothing',
      events: ['platform.audit.stream.disabled'],
    },
    rewind: {
      ...action,
      path: `${path}/{id}/rewind`,
      summary: 'Go on from another place in the log; what lies between is sent again, or left out',
      body: Rewind,
      events: ['platform.audit.stream.rewound'],
    },
    test: {
      ...action,
      path: `${path}/{id}/test`,
      summary: 'Send one sample record now and say what came of it',
      answer: StreamTest,
      problems: [],
      idempotencyKey: false,
      events: ['platform.audit.stream.tested'],
    },
    delete: {
      method: 'DELETE',
      path: `${path}/{id}`,
      summary: 'Delete a stream for good',
      permission: platformOperators,
      status: 204,
      events: ['platform.audit.stream.deleted'],
    },
  },
});
