import { type Static, Type } from 'typebox';
import { trailReaders } from './audit-records.ts';
import { dateTime, oneOf } from './fields.ts';
import { platformOperators } from './parties.ts';
import { resource } from './resource.ts';

/** `None`: never asked for. `Failed`: something does not fit, or it could not be finished; `fault` says which. */
export const auditLogVerificationStatuses = ['None', 'Running', 'Passed', 'Failed'] as const;

export const AuditLogVerification = Type.Object({
  status: oneOf(auditLogVerificationStatuses),
  startedAt: Type.Optional(dateTime()),
  endedAt: Type.Optional(dateTime()),
  checked: Type.Optional(Type.Integer({ description: 'Entries that were checked so far.' })),
  total: Type.Optional(Type.Integer({ description: 'Entries that are to be checked.' })),
  size: Type.Optional(Type.Integer({ description: 'Entries of the checkpoint that was checked.' })),
  fault: Type.Optional(Type.String({ description: 'The first record that does not fit, in words; to operators only.' })),
});
export type AuditLogVerification = Static<typeof AuditLogVerification>;

/** The log behind the audit trail (docs/audit.md). */
export const AuditLog = Type.Object({
  origin: Type.String({ description: 'Names the log for ever; the first line of its checkpoints.' }),
  size: Type.Integer(),
  root: Type.String({ description: 'Root of the tree, base64.' }),
  checkpoint: Type.String({
    description: 'Signed note (C2SP tlog-checkpoint), with the cosignatures of witnesses. Empty before the first.',
  }),
  checkpointAt: Type.Optional(dateTime()),
  waiting: Type.Integer({ description: 'Records that are not in the tree yet; counted up to 10,000.' }),
  public: Type.Boolean({ description: 'Whether anybody may read the files of the log below /audit/log/.' }),
  keys: Type.Array(
    Type.Object({
      id: Type.String(),
      verifier: Type.String({ description: 'Verifier key in signed-note form.' }),
      createdAt: dateTime(),
      retiredAt: Type.Optional(dateTime()),
    }),
  ),
  witnesses: Type.Array(
    Type.Object({
      name: Type.String(),
      verifier: Type.String(),
      url: Type.String(),
      size: Type.Optional(Type.Integer({ description: 'Entries of the log that it has cosigned.' })),
      lastCosignedAt: Type.Optional(dateTime()),
      lastError: Type.Optional(Type.String()),
    }),
  ),
  verification: AuditLogVerification,
});
export type AuditLog = Static<typeof AuditLog>;

const action = { method: 'POST', permission: platformOperators, answer: AuditLog, status: 200 } as const;

export const auditLog = resource({
  name: 'audit-log',
  summary: 'The log that proves the audit trail: its size, its checkpoint, its keys, its witnesses.',
  operations: {
    get: {
      method: 'GET',
      path: '/audit/log',
      summary: 'Read where the log stands and what the last verification found',
      permission: trailReaders,
      answer: AuditLog,
      status: 200,
    },
    exportEvidence: {
      method: 'GET',
      path: '/audit/evidence/{month}',
      summary: 'What proves each record of a month (2026-11, UTC) that the caller sees, as JSON Lines',
      description:
        'The first line names the month, the number of records and the checkpoint that all of them lead to; each further line holds a record, its salt, its place and its audit path. `tenantry audit verify` checks the file anywhere.',
      permission: 'signed-in',
      stream: 'application/jsonl; charset=utf-8',
      status: 200,
      problems: ['conflict'],
      events: ['platform.audit.record.evidence_exported'],
    },
    verify: {
      ...action,
      path: '/audit/log/verify',
      summary: 'Verify every record against the log; runs as a job',
      problems: ['conflict'],
      events: [
        'platform.audit.log.verification_requested',
        { key: 'platform.audit.log.verified', when: 'an earlier verification has lost its server, and ends with that' },
      ],
    },
    addKey: {
      ...action,
      path: '/audit/log/keys',
      summary: 'Add a signing key, as a person who confirmed who she is; all active keys sign from then on',
      problems: ['confirm-identity'],
      events: ['platform.audit.log_key.created'],
    },
    retireKey: {
      ...action,
      path: '/audit/log/keys/{id}/retire',
      summary: 'Have a key sign nothing more, as a person who confirmed who she is; the last active one stays',
      problems: ['conflict', 'confirm-identity'],
      events: ['platform.audit.log_key.retired'],
    },
  },
});
