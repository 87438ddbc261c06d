import { type Sql, sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder, updateObject, updateObjects } from '../core/events.ts';
import { conflict, invalid } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { type ErpLinkRow, erpLinkObject } from './queries.ts';
import { erpLinkStates, refuseWhileLicensed } from './rules.ts';

export type { ErpLinkRow } from './queries.ts';
export { erpLinkObject } from './queries.ts';
export { erpLinkStates } from './rules.ts';

interface LinkedBuyer {
  id: string;
  account_id: string | null;
}

/** The buyer's digits and the last group of the seller's; where another link has that, the next free last group (rulings: IDs). */
export const linkId = (buyer: Sql, seller: Sql): Sql => {
  const idAt = (k: Sql) => sql`'ERP-' || substr(${buyer}, 5) || '-' || lpad(((right(${seller}, 4)::int + ${k}) % 10000)::text, 4, '0')`;
  const isFree = (id: Sql) => sql`not exists (select 1 from erp_links l where l.id = ${id})`;
  // Nearly always the first is free; only otherwise all are tried.
  return sql`case when ${isFree(idAt(sql`0`))} then ${idAt(sql`0`)}
    else (select ${idAt(sql`k`)} from generate_series(1, 9999) k where ${isFree(idAt(sql`k`))} order by k limit 1) end`;
};

/** A new link between a buyer, locked by the caller, and a seller that exists. */
export const createErpLink = (
  tx: Transaction,
  recorder: Recorder,
  buyer: LinkedBuyer,
  seller: string,
  columns: Partial<Pick<ErpLinkRow, 'erp_contact_key' | 'erp_buyer_key' | 'account_external_key' | 'erp_name' | 'address'>> = {},
): Promise<ErpLinkRow> =>
  insertObject<ErpLinkRow>(
    tx,
    recorder,
    erpLinkObject,
    {
      id: linkId(sql`${buyer.id}::text`, sql`${seller}::text`),
      account_id: buyer.account_id,
      buyer_id: buyer.id,
      seller_id: seller,
      ...columns,
    },
    { event: 'platform.accounts.erp_link.created', summary: 'ERP link created' },
  );

/** Makes the sellers of a buyer those of a list: links what is new, brings back what was taken away, takes away what is not named. Deleted sellers keep theirs. */
export async function setSellers(
  tx: Transaction,
  recorder: Recorder,
  buyer: LinkedBuyer,
  references: readonly { id: string }[],
): Promise<void> {
  const wanted = await checkedSellers(tx, references);
  const links = await tx.query(sql<ErpLinkRow>`select l.* from erp_links l join sellers s on s.id = l.seller_id
      where l.buyer_id = ${buyer.id} and s.status <> 'Deleted' order by l.id for update of l`);
  for (const seller of wanted) {
    const link = links.find((one) => one.seller_id === seller);
    if (!link) await createErpLink(tx, recorder, buyer, seller);
    else if (link.status === 'Disabled') await change(tx, recorder, link, 'restore', 'restored');
  }
  for (const link of links.filter((one) => !wanted.includes(one.seller_id) && one.status !== 'Disabled')) {
    const refusal = refuseWhileLicensed(await usableLicensees(tx, link));
    if (refusal) throw conflict(refusal, 'link-has-licensees', ['sellers']);
    await change(tx, recorder, link, 'remove', 'removed');
  }
}

async function change(tx: Transaction, recorder: Recorder, link: ErpLinkRow, action: 'restore' | 'remove', word: string): Promise<void> {
  const decision = decide(erpLinkStates, { status: link.status, action, by: 'operations' });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  await updateObject(
    tx,
    recorder,
    erpLinkObject,
    link.id,
    { status: decision.to },
    { event: `platform.accounts.erp_link.${word}`, summary: `ERP link ${word}` },
  );
}

/** The ids of referenced sellers, each once. 400 for one that does not exist. */
export async function checkedSellers(tx: Transaction, references: readonly { id: string }[], property = 'sellers'): Promise<string[]> {
  const ids = [...new Set(references.map((one) => one.id))];
  const rows = await tx.query(sql<{ id: string }>`select id from sellers where id = any (${ids}::text[]) and status <> 'Deleted'`);
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  if (missing.length > 0) throw invalid({ [property]: missing.map((id) => `Seller '${id}' was not found.`) });
  return ids;
}

/** How many licensees, Active or Enabled, rely on a pair. */
export async function usableLicensees(tx: Transaction, pair: { buyer_id: string; seller_id: string }): Promise<number> {
  const [row] = await tx.query(
    sql<{ n: number }>`select count(*)::int as n from licensees
      where buyer_id = ${pair.buyer_id} and seller_id = ${pair.seller_id} and status in ('Active', 'Enabled')`,
  );
  return row!.n;
}

/** The links of a buyer that has just moved to another account: each says so, and counts its revision. */
export const recordMovedLinks = (tx: Transaction, recorder: Recorder, buyer: string): Promise<ErpLinkRow[]> =>
  updateObjects<ErpLinkRow>(
    tx,
    recorder,
    erpLinkObject,
    sql`buyer_id = ${buyer}`,
    {},
    { event: 'platform.accounts.erp_link.transferred', summary: 'ERP link moved with its buyer' },
  );

/**
 * The links of a buyer that was nobody's join its account, each with its event. No key cascades to them: one with a null in it refers to
 * nothing.
 */
export const assignLinks = (tx: Transaction, recorder: Recorder, buyer: string, account: string): Promise<ErpLinkRow[]> =>
  updateObjects<ErpLinkRow>(
    tx,
    recorder,
    erpLinkObject,
    sql`buyer_id = ${buyer} and account_id is null`,
    { account_id: account },
    { event: 'platform.accounts.erp_link.assigned', summary: 'ERP link assigned with its buyer' },
  );
