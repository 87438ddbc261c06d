import { isRead, type Operation } from './resource.ts';

/** An event that no operation declares for itself, and when it is recorded. */
export interface FurtherEvent {
  key: string;
  when: string;
}

/** Beside what operations declare: whatever the operation is, or without any, by the platform itself. */
export const furtherEvents = {
  refused: {
    key: 'platform.security.request.refused',
    when: 'a request was refused (403, 429), or came with a token or session that is not good; repetitions within a minute become one record that counts them',
  },
  tokenRead: {
    key: 'platform.accounts.api_token.read',
    when: 'a token with `auditReads` read something; the answer is given only when its record is written',
  },
  sessionExpired: { key: 'platform.security.session.expired', when: 'a session was idle too long, or has lasted as long as one may' },
  invitationExpired: { key: 'platform.accounts.account_user.expired', when: 'an invitation was not answered within 7 days' },
  mailSent: { key: 'platform.notifications.mail.sent', when: 'the mail server took a mail' },
  mailFailed: { key: 'platform.notifications.mail.failed', when: 'a mail was refused for good, or could not be sent within its tries' },
  mailKept: { key: 'platform.notifications.mail.kept', when: 'a mail stayed in the mailbox, because no mail server is configured' },
  jobFailed: {
    key: 'platform.installation.job.failed',
    when: 'a background job failed in its last try; of work by the clock, when it failed and had not failed before',
  },
  configurationChanged: {
    key: 'platform.installation.configuration.changed',
    when: 'the server started with another configuration than the last recorded one',
  },
} as const satisfies Record<string, FurtherEvent>;

const each = (object: string, when: string, actions: readonly string[]): FurtherEvent[] =>
  actions.map((action) => ({ key: `platform.accounts.${object}.${action}`, when }));

/** What work without a request records of the objects that it changes: imports of people, runs that read the ERP, commands at the terminal. */
export const backgroundEvents: readonly FurtherEvent[] = [
  { key: 'platform.accounts.user_import.completed', when: 'an import of people has worked off its rows' },
  ...each('user', 'an import made somebody, or an operator an administrator at the terminal', ['created']),
  ...each('account_user', 'an import invited somebody, or added her as active', ['invited', 'added']),
  ...each('account_user', 'an invitation of an import was taken back', ['removed']),
  ...each('user', 'the invitation of an import that was taken back was her only account', ['disabled']),
  { key: 'platform.accounts.erp_run.created', when: 'it was time to read the ERP' },
  { key: 'platform.accounts.erp_run.completed', when: 'the ERP was read to its end' },
  { key: 'platform.accounts.erp_run.failed', when: 'the ERP could not be read, or not to its end' },
  ...each('buyer', 'a run found it in the ERP', ['created', 'updated', 'mismatched', 'conflicted', 'resolved']),
  ...each('erp_link', 'a run found it in the ERP', ['created', 'updated', 'restored']),
  ...each('erp_link', 'a run found it in the ERP no more', ['removed']),
  { key: 'platform.audit.record.erased', when: 'a run has erased the expired records of an account; once for each account and run' },
  { key: 'platform.audit.log.partition_dropped', when: 'a month of the log had expired for everybody and held no record any more' },
];

/** The keys of what may be recorded beside the operation's own events. */
export const furtherEventsOf = (operation: Operation): string[] => [
  furtherEvents.refused.key,
  ...(isRead(operation) ? [furtherEvents.tokenRead.key] : []),
];
