import { accountUsers } from './account-users.ts';
import { accounts } from './accounts.ts';
import { apiTokens } from './api-tokens.ts';
import { auditLog } from './audit-log.ts';
import { auditRecords } from './audit-records.ts';
import { auditSettings } from './audit-settings.ts';
import { auditStreams } from './audit-streams.ts';
import { buyers } from './buyers.ts';
import { cloudTenants } from './cloud-tenants.ts';
import { erpLinks } from './erp-links.ts';
import { erpRuns } from './erp-runs.ts';
import { eventTypes } from './event-types.ts';
import { installation } from './installation.ts';
import { invitations } from './invitations.ts';
import { licensees } from './licensees.ts';
import { mails } from './mails.ts';
import { me } from './me.ts';
import { modules } from './modules.ts';
import { passwordResets } from './password-resets.ts';
import { sellers } from './sellers.ts';
import { sessions } from './sessions.ts';
import { userGroups } from './user-groups.ts';
import { userImports } from './user-imports.ts';
import { users } from './users.ts';

/** The list of resources: one line each, read by server, SDK, CLI and tests. */
export const resources = {
  me,
  installation,
  modules,
  accounts,
  users,
  accountUsers,
  userGroups,
  apiTokens,
  auditRecords,
  auditSettings,
  auditLog,
  auditStreams,
  eventTypes,
  sessions,
  passwordResets,
  invitations,
  mails,
  userImports,
  sellers,
  buyers,
  erpLinks,
  erpRuns,
  licensees,
  cloudTenants,
} as const;

export type Resources = typeof resources;
export * from './fields.ts';
export * from './problems.ts';
export * from './resource.ts';
