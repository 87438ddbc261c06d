import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from '../core/database.ts';
import type { Recorder } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { apply } from './apply.ts';
import { sourceOf } from './configured.ts';
import { contactsNamed, lockBuyers } from './load.ts';
import { planFor } from './rules.ts';
import { notConfigured } from './schedule.ts';
import { type Entry, type ErpSource, ErpSourceError } from './source.ts';
import { readLines, type StagedLine, sellersByKey, storeLines } from './stage.ts';

/** Takes over what the ERP has of one buyer now, so that both agree. 409 when there is no ERP, or it does not have the buyer. */
export async function synchronizeBuyer(
  { tx, services, recorder }: { tx: Transaction; services: Services; recorder: Recorder },
  id: string,
): Promise<void> {
  const source = sourceOf(services.config.erp);
  // Read apart: no transaction waits for somebody else's server.
  const [buyer] = await services.database.read(tx.context, (apart) =>
    apart.query(sql<{ contact: string | null }>`select erp_contact_key as contact from buyers where id = ${id} and status <> 'Deleted'`),
  );
  if (!buyer) throw notFound('Buyer', id);
  if (!source) throw notConfigured();
  if (!buyer.contact) throw conflict('The buyer has no company contact of the ERP, so there is nothing to look for.', 'not-linked');
  const rows = await rowsOf(source, buyer.contact, await services.database.read(tx.context, sellersByKey));
  await takeOver(tx, recorder, id, buyer.contact, rows);
}

/** A run of one contact, undone but for what it changed. */
async function takeOver(tx: Transaction, recorder: Recorder, id: string, contact: string, rows: readonly StagedLine[]): Promise<void> {
  const run = randomUUID();
  await lockBuyers(tx, [id]);
  const before = { ...tx.context };
  await tx.become({ role: 'worker' });
  await storeLines(tx, run, rows);
  const [situation] = await contactsNamed(tx, run, [contact]);
  await tx.query(sql`delete from erp_records where run_id = ${run}`);
  await tx.become(before);
  if (situation?.buyer?.id !== id) throw missing(contact);
  if (new Set(situation.records.map(({ buyerKey }) => buyerKey)).size > 1)
    throw conflict(`The ERP has the company contact ${contact} for several customers. It has to be put right there.`, 'contact-twice');
  await apply(tx, recorder, [{ situation, plan: planFor(situation, { takeOver: true }) }]);
}

const missing = (contact: string) => conflict(`The ERP has no usable record of the company contact ${contact}.`, 'erp-has-not');

async function rowsOf(source: ErpSource, contact: string, sellers: ReadonlyMap<string, string>): Promise<StagedLine[]> {
  try {
    const opened = await source.open({ contactKey: contact });
    if (opened === 'unchanged') throw missing(contact);
    const { rows, errors } = readLines(await ofContact(opened.entries, contact), sellers);
    if (errors.length > 0) throw conflict(`The ERP's record of ${contact} cannot be used: ${errors[0]!.message}.`, 'erp-broken-record');
    if (rows.length === 0) throw missing(contact);
    return rows;
  } catch (error) {
    throw error instanceof ErpSourceError ? conflict(error.message, 'erp-unreadable') : error;
  }
}

/** Sources may send others along; of those nothing is kept. */
async function ofContact(entries: AsyncIterable<Entry>, contact: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of entries) {
    const value = 'value' in entry ? (entry.value as Readonly<Record<string, unknown>> | null) : null;
    const key = value?.companyContact;
    if (typeof key === 'string' && key.replaceAll(/\s+/gu, ' ').trim() === contact) found.push(entry);
  }
  return found;
}
