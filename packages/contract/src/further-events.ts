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

/** The keys of what may be recorded beside the operation's own events. Nobody who calls a public operation is refused for want of a right. */
export const furtherEventsOf = (operation: Operation): string[] => [
  furtherEvents.refused.key,
  ...(isRead(operation) ? [furtherEvents.tokenRead.key] : []),
];
