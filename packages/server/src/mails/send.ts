import type { Config } from '../core/config.ts';
import { sql } from '../core/database.ts';
import type { JobHandler } from '../core/jobs.ts';
import type { Services } from '../core/services.ts';
import { composeMail } from './compose.ts';
import { mailQueue } from './index.ts';
import { reasonOf, recordOutcome } from './outcome.ts';
import { type MailRow, storedColumns } from './queries.ts';
import { closeTransport, transportOf } from './transport.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** About a day with growing pauses; then somebody has to look. */
export const mailTriesMax = 12;

export const mailJob: JobHandler = {
  queue: mailQueue,
  atOnce: 5,
  // More than the mail's own tries, which decide.
  retry: { limit: mailTriesMax * 2, delaySeconds: 20, delaySecondsMax: 14_400 },
  // Beyond every timeout of the transport: a slow server is not given the same mail twice.
  expireSeconds: 300,
  run: runSend,
  close: closeTransport,
};

/**
 * Sends one queued mail, or keeps it where no SMTP server is configured. Throws when another try is worth it.
 * At least once: a process that dies after the server took the mail sends it again, under the same Message-ID.
 */
export async function runSend(services: Services, data: Record<string, unknown>): Promise<void> {
  const mail = await take(services, String(data.mailId));
  if (!mail) return;
  const { smtp } = services.config;
  if (!smtp) return settle(services, mail, 'Kept');
  try {
    await deliver(services, smtp, mail);
  } catch (error) {
    const final = isRefusal(error) || mail.tries >= mailTriesMax;
    await settle(services, mail, final ? 'Failed' : 'Queued', error);
    if (final) return;
    throw new Error(`mail ${mail.id} was not sent: ${reasonOf(error)}`);
  }
  await settle(services, mail, 'Sent');
}

/** Counts the try before it is made: one that kills the process counts too. Nothing when the mail is settled already. */
async function take({ database }: Services, id: string): Promise<MailRow | undefined> {
  const [mail] = await database.write(worker, (tx) =>
    tx.query(
      sql<MailRow>`update mails set tries = tries + 1 where id = ${id} and status = 'Queued' returning ${sql.raw(storedColumns('mails'))}`,
    ),
  );
  return mail;
}

async function deliver(services: Services, smtp: NonNullable<Config['smtp']>, mail: MailRow): Promise<void> {
  const [transport, { html, text }] = await Promise.all([transportOf(services, smtp), composeMail(services, mail)]);
  await transport.sendMail({
    from: smtp.from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    html,
    text,
    messageId: `<${mail.id}@${domainOf(smtp.from)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}

/** What became of a try; its last word is an event. */
async function settle({ database }: Services, mail: MailRow, status: MailRow['status'], error?: unknown): Promise<void> {
  const reason = error === undefined ? null : reasonOf(error);
  await database.write(worker, async (tx) => {
    const settled = await tx.query(
      sql`update mails set status = ${status}, error = ${reason}, sent_at = case when ${status} = 'Sent' then now() end
        where id = ${mail.id} and status = 'Queued' returning 1`,
    );
    if (status !== 'Queued' && settled.length > 0) await recordOutcome(tx, mail, status, error);
  });
}

/** What the server said for good about this mail or its recipient (RFC 5321, 4.2.1: 5yz). */
function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500;
}

const domainOf = (from: string): string => from.replace(/>\s*$/, '').split('@').at(-1)!.trim();
