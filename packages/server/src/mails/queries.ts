import { type Mail, mailStatuses } from '@tenantry/contract/mails';
import { sql, type Transaction } from '../core/database.ts';
import type { Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

export interface MailRow {
  id: string;
  account_id: string | null;
  account_name: string | null;
  recipient: string;
  subject: string;
  template: string;
  locale: string;
  cipher: Buffer;
  status: (typeof mailStatuses)[number];
  tries: number;
  error: string | null;
  created_at: Date;
  sent_at: Date | null;
}

const listed = ['id', 'account_id', 'account_name', 'recipient', 'subject', 'template', 'status', 'error', 'created_at', 'sent_at'];

/** Every column of a mail, the sealed body among them. */
export const storedColumns = (alias: string): string =>
  [...listed, 'locale', 'cipher', 'tries'].map((column) => `${alias}.${column}`).join(', ');

/** Lists leave the body out: it is opened one by one, each opening recorded. */
export const mailListing: Listing<Omit<MailRow, 'cipher' | 'locale' | 'tries'>, Mail> = {
  from: 'mails m',
  key: 'm.id',
  columns: listed.map((column) => `m.${column}`).join(', '),
  fields: {
    id: { type: 'id', sql: 'm.id', search: 'm.search_text' },
    to: { type: 'text', sql: 'm.recipient', search: 'm.search_text' },
    subject: { type: 'text', sql: 'm.subject', search: 'm.search_text' },
    template: { type: 'text', sql: 'm.template' },
    status: { type: 'text', sql: 'm.status', values: mailStatuses },
    createdAt: { type: 'datetime', sql: 'm.created_at' },
    sentAt: { type: 'datetime', sql: 'm.sent_at', nullable: true },
    'account.id': { type: 'id', sql: 'm.account_id', nullable: true },
    'account.name': { type: 'text', sql: 'm.account_name', nullable: true },
  },
  order: [{ path: 'createdAt', descending: true, position: 0 }],
  dependsOn: [],
  omitted: [],
  read: (row) => ({
    id: row.id,
    to: row.recipient,
    subject: row.subject,
    template: row.template,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    ...(row.sent_at ? { sentAt: row.sent_at.toISOString() } : {}),
    ...(row.error ? { error: row.error } : {}),
    ...(row.account_id ? { account: { id: row.account_id, name: row.account_name } } : {}),
  }),
};

export async function loadMail(tx: Transaction, id: string): Promise<MailRow> {
  const [mail] = await tx.query(sql<MailRow>`select ${sql.raw(storedColumns('m'))} from mails m where m.id = ${id}`);
  if (!mail) throw notFound('Mail', id);
  return mail;
}
