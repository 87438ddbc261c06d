import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { core, oneOf, page, Reference, reference, text } from './fields.ts';
import { resource } from './resource.ts';

export const importStatuses = ['Checked', 'Running', 'Completed', 'Failed', 'Undone'] as const;

export const ImportRow = Type.Object({
  line: Type.Integer(),
  outcome: oneOf(['create', 'member', 'duplicate', 'error', 'created', 'skipped']),
  email: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Reference)),
  reason: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
});
export type ImportRow = Static<typeof ImportRow>;

export const UserImport = Type.Object({
  ...core,
  status: oneOf(importStatuses),
  fileName: Type.String(),
  encoding: Type.String(),
  delimiter: Type.String(),
  digest: Type.String(),
  account: Type.Optional(Reference),
  columns: Type.Array(Type.Object({ heading: Type.String(), field: Type.Optional(Type.String()) })),
  counts: Type.Object({
    rows: Type.Integer(),
    create: Type.Integer(),
    member: Type.Integer(),
    duplicate: Type.Integer(),
    error: Type.Integer(),
    done: Type.Integer(),
    undone: Type.Integer(),
  }),
  errors: Type.Record(Type.String(), Type.Integer()),
  unknownGroups: Type.Array(Type.Object({ name: Type.String(), rows: Type.Integer() })),
  needsDefaultGroupConfirmation: Type.Boolean(),
});
export type UserImport = Static<typeof UserImport>;

export const UserImportOptions = Type.Object(
  {
    fileName: Type.Optional(text(255)),
    /** The file as base64, for callers without multipart. */
    content: Type.Optional(Type.String({ maxLength: 7_000_000 })),
    /** Column of each field: a heading, or its number from 0. */
    mapping: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]))),
    groups: Type.Optional(Type.Array(reference('UGR-1234-5678'), { maxItems: 50 })),
    groupMapping: Type.Optional(Type.Record(Type.String(), reference('UGR-1234-5678'))),
    createGroups: Type.Optional(Type.Array(text(200, 1), { maxItems: 50 })),
    createGroupModules: Type.Optional(Type.Array(reference('MOD-0478'), { maxItems: 100 })),
    allowDefaultGroup: Type.Optional(Type.Boolean()),
    active: Type.Optional(
      Type.Boolean({ description: 'Create active people from a column of argon2id hashes, without mails; operators only.' }),
    ),
    defaultCountry: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  },
  {
    additionalProperties: false,
    examples: [
      {
        fileName: 'people.csv',
        content: 'RW1haWwsRmlyc3QgbmFtZSxMYXN0IG5hbWUKYWRhLnJvdGhAZXhhbXBsZS5jb20sQWRhLFJvdGgK',
        groups: [{ id: 'UGR-1234-5678' }],
      },
    ],
  },
);
export type UserImportOptions = Static<typeof UserImportOptions>;

const permission = { types: accountTypes, modules: ['access-management'] } as const;
const path = '/accounts/accounts/{account}/user-imports';

export const userImports = resource({
  name: 'user-imports',
  summary: 'Many people invited from a file: checked first, then committed by the digest of the check.',
  operations: {
    list: { method: 'GET', path, summary: 'List imports', permission, list: true, answer: page(UserImport), status: 200 },
    get: {
      method: 'GET',
      path: `${path}/{id}`,
      summary: 'Read an import and its progress',
      permission,
      select: true,
      answer: UserImport,
      status: 200,
    },
    create: {
      method: 'POST',
      path,
      summary: 'Check a file: what would happen with each row. Invites nobody',
      permission,
      body: UserImportOptions,
      reads: UserImport,
      multipart: { part: 'import', file: 'file' },
      answer: UserImport,
      status: 201,
      idempotencyKey: false,
      events: ['platform.accounts.user_import.checked'],
    },
    rows: {
      method: 'GET',
      path: `${path}/{id}/rows`,
      summary: 'The rows of an import with outcome and reason',
      permission,
      list: true,
      answer: page(ImportRow),
      status: 200,
    },
    faulty: {
      method: 'GET',
      path: `${path}/{id}/faulty-rows`,
      summary: 'The faulty rows as a CSV file to mend and send again',
      permission,
      answer: Type.Object({ fileName: Type.String(), content: Type.String() }),
      status: 200,
    },
    commit: {
      method: 'POST',
      path: `${path}/{id}/commit`,
      summary: 'Invite the people of a checked file; runs as a job',
      permission,
      body: Type.Object({ digest: text(128, 1) }, { additionalProperties: false, examples: [{ digest: 'digest-of-the-check' }] }),
      answer: UserImport,
      status: 200,
      problems: ['conflict'],
      events: [
        'platform.accounts.user_import.committed',
        { key: 'platform.accounts.user_group.created', many: 'each group that was asked for' },
      ],
    },
    undo: {
      method: 'POST',
      path: `${path}/{id}/undo`,
      summary: 'Withdraw the invitations of an import that are still open; runs as a job',
      permission,
      answer: UserImport,
      status: 200,
      problems: ['conflict'],
      events: ['platform.accounts.user_import.undone'],
    },
  },
});
