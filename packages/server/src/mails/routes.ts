import { mails } from '@tenantry/contract/mails';
import { sql, type Transaction } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import type { Countable } from '../core/totals.ts';
import { composeMail } from './compose.ts';
import { loadMail, type MailRow, mailListing } from './queries.ts';

export const mailRoutes = mount(
  mails,
  {
    list: ({ tx, list }) => listPage(tx, countedEachTime, mailListing, list),

    async get(call) {
      const mail = await open(call);
      return { ...mailListing.read(mail), ...(await composeMail(call.services, mail)) };
    },

    html: async (call) => (await composeMail(call.services, await open(call))).html,
  },
  mailListing.omitted,
);

/** Queueing a mail is no event of its own, so no remembered total would notice it. */
const countedEachTime = {
  count: async (tx: Transaction, _: readonly string[], { from, condition }: Countable) =>
    (await tx.query(sql<{ total: number }>`select count(*)::int as total from ${sql.raw(from)} where ${condition}`))[0]!.total,
};

/** Mails carry links that let people in, so whoever opens one is written down. */
async function open({ tx, recorder, params }: Pick<Call, 'tx' | 'recorder'> & { params: { id: string } }): Promise<MailRow> {
  const mail = await loadMail(tx, params.id);
  await recordEvent(
    tx,
    recorder,
    { type: 'Mail', id: mail.id, name: mail.subject, ...(mail.account_id ? { account: mail.account_id } : {}) },
    {
      event: 'platform.notifications.mail.opened',
      summary: 'Mail opened',
      details: '{{actor.name}} opened the mail {{object.name}}',
      type: 'Private',
    },
  );
  return mail;
}
