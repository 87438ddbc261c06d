import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { localeOf, type MailTemplate, subjectOf } from './catalogue.ts';

export type { MailTemplate } from './catalogue.ts';

/** The queue of mails to send; a job carries the id of its mail and nothing else. */
export const mailQueue = 'mail.send';

export interface QueuedMail {
  to: string;
  template: MailTemplate;
  /** ACC-… in whose name it is sent; a tenant can only name its own. */
  account?: string;
  /** A language tag; unknown languages fall back to English. */
  locale?: string;
  /** What the template names, see `catalogue.ts`. Link and code go into the encrypted body only. */
  parameters: Record<string, string>;
}

/** Puts a mail into the outbox in the transaction of the change that wants it: both are there or neither. Any role may. */
export async function queueMail(call: { tx: Transaction; services: Services }, mail: QueuedMail): Promise<void> {
  const { tx, services } = call;
  const locale = localeOf(mail.locale);
  const subject = subjectOf(mail.template, locale, mail.parameters);
  // The id first: the body is sealed for it, and whoever queues a mail may not read mails back.
  const [fresh] = await tx.query(sql<{ id: string }>`select new_id('MSG', 4, nextval('mails_id')) as id`);
  const { id } = fresh!;
  await tx.query(
    sql`insert into mails (id, account_id, account_name, recipient, subject, template, locale, cipher)
      values (${id}, ${mail.account ?? null}, ${mail.account ? (mail.parameters.account ?? null) : null}, ${mail.to}, ${subject}, ${mail.template}, ${locale}, ${services.vault.sealForInstallation(id, JSON.stringify(mail.parameters))})`,
  );
  await services.jobs.enqueue(tx, mailQueue, { mailId: id });
}
