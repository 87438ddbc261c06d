import { randomUUID } from 'node:crypto';
import { furtherEvents } from '@tenantry/contract/further-events';
import { nobody } from '../core/context.ts';
import type { Transaction } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import type { MailRow } from './queries.ts';

const outcomes = {
  Sent: { event: furtherEvents.mailSent.key, summary: 'Mail sent', details: 'The mail {{object.name}} to {{mail.to}} was sent' },
  Failed: {
    event: furtherEvents.mailFailed.key,
    summary: 'Mail not sent',
    details: 'The mail {{object.name}} to {{mail.to}} could not be sent: {{mail.reason}}',
  },
  Kept: {
    event: furtherEvents.mailKept.key,
    summary: 'Mail kept',
    details: 'The mail {{object.name}} to {{mail.to}} was kept: no mail server is configured',
  },
} as const;

/** Records what became of a mail, for the account in whose name it was sent. Subjects hold no link and no code (`catalogue.ts`). */
export async function recordOutcome(tx: Transaction, mail: MailRow, status: keyof typeof outcomes, error?: unknown): Promise<void> {
  const { account_id: account, recipient: to, template } = mail;
  const reason = status === 'Failed' ? { reason: wasAnswered(error) ? reasonOf(error) : 'the mail server could not be reached.' } : {};
  await recordEvent(
    tx,
    { caller: { ...nobody, name: 'System' }, origin: { correlationId: randomUUID(), workerName: 'mail.send' } },
    { type: 'Mail', id: mail.id, name: mail.subject, ...(account ? { account } : {}) },
    {
      ...outcomes[status],
      documents: { mail: { id: mail.id, to, subject: mail.subject, template, status, tries: mail.tries, ...reason } },
      // What is sent in no account's name is between the platform and the person.
      ...(account ? {} : { type: 'Private' as const }),
    },
  );
}

/** Whether somebody's answer it is: what we say of an unreachable server would tell an account how the installation is built. */
const wasAnswered = (error: unknown): boolean => (error as { responseCode?: number }).responseCode !== undefined;

/** The server's words, shortened; it never hears the body before it has taken the recipient, so they hold no secret of it. */
export const reasonOf = (error: unknown): string => (error as Error).message.replace(/\s+/g, ' ').slice(0, 500);
