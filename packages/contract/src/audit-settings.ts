import { type Static, Type } from 'typebox';
import { trailReaders } from './audit-records.ts';
import { core } from './fields.ts';
import { resource } from './resource.ts';

/** The shortest time that records are kept, in days, whatever an account says. */
export const retentionDaysMin = 90;
export const retentionDaysMax = 36_500;

const retentionDays = () =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: retentionDaysMin,
    maximum: retentionDaysMax,
    description: 'For how many days records are kept; null: for ever.',
  });

export const AuditSettings = Type.Object({
  ...core,
  retentionDays: retentionDays(),
  oldestRecordAt: Type.Optional(Type.String({ description: "The oldest record of the account's trail." })),
  expiring: Type.Optional(Type.Integer({ description: 'How many records the next run erases; absent when they are kept for ever.' })),
});
export type AuditSettings = Static<typeof AuditSettings>;

export const AuditSettingsPatch = Type.Object(
  { retentionDays: Type.Optional(retentionDays()) },
  { additionalProperties: false, examples: [{ retentionDays: 365 }] },
);

export const auditSettings = resource({
  name: 'audit-settings',
  summary: "How long the caller's account keeps its audit records.",
  operations: {
    get: {
      method: 'GET',
      path: '/audit/settings',
      summary: 'Read how long the account keeps its audit records',
      permission: trailReaders,
      answer: AuditSettings,
      status: 200,
    },
    update: {
      method: 'PUT',
      path: '/audit/settings',
      summary: 'Choose how long the account keeps its audit records; what is older is erased once a day',
      permission: trailReaders,
      body: AuditSettingsPatch,
      reads: AuditSettings,
      answer: AuditSettings,
      status: 200,
      problems: ['stale-revision'],
      events: ['platform.audit.settings.updated'],
    },
    validate: {
      method: 'POST',
      path: '/audit/settings/validate',
      summary: 'Say how many records a change would erase, without storing it',
      permission: trailReaders,
      body: AuditSettingsPatch,
      reads: AuditSettings,
      answer: AuditSettings,
      status: 200,
      events: [],
    },
  },
});
