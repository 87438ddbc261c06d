import { type BuyerRow, buyerObject } from '../buyers/index.ts';
import { sql, type Transaction } from '../core/database.ts';
import { insertEach, type Recorder, updateEach } from '../core/events.ts';
import { type ErpLinkRow, erpLinkObject, linkId } from '../erp-links/index.ts';
import type { LinkPlan } from './link-rules.ts';
import type { BuyerWord, Plan } from './rules.ts';
import type { ErpError, Situation } from './situation.ts';

export interface Planned {
  situation: Situation;
  plan: Plan;
}

const buyerTypes = {
  name: 'text',
  status: 'text',
  tax_number: 'text',
  address: 'jsonb',
  erp_contact_key: 'text',
  erp_buyer_key: 'text',
  account_external_key: 'text',
} as const;

const linkTypes = {
  status: 'text',
  erp_contact_key: 'text',
  erp_buyer_key: 'text',
  account_external_key: 'text',
  erp_name: 'text',
  address: 'jsonb',
} as const;

const summaries: Record<BuyerWord, string> = {
  created: 'Buyer created from the ERP',
  updated: 'Buyer updated from the ERP',
  mismatched: 'Buyer no longer agrees with the ERP',
  conflicted: 'Buyer is ambiguous in the ERP',
  resolved: 'Buyer agrees with the ERP again',
  synchronized: 'Buyer synchronised with the ERP',
};

const buyerText = (word: BuyerWord) => ({ event: `platform.accounts.buyer.${word}`, summary: summaries[word] });
const linkSummaries: Record<LinkPlan['word'], string> = {
  created: 'ERP link created from the ERP',
  updated: 'ERP link updated from the ERP',
  restored: 'ERP link restored from the ERP',
  removed: 'ERP link removed from the ERP',
};
const linkText = (word: LinkPlan['word']) => ({ event: `platform.accounts.erp_link.${word}`, summary: linkSummaries[word] });

/** Whether anything is to be written at all. */
export const changes = ({ plan }: Planned): boolean => plan.buyer !== undefined || plan.errors !== undefined || plan.links.length > 0;

/** Writes plans, each object with its one event, in a few statements however many there are. Known buyers are locked by the caller. */
export async function apply(tx: Transaction, recorder: Recorder, planned: readonly Planned[]): Promise<void> {
  const created = planned.filter(({ plan }) => plan.buyer?.word === 'created');
  const rows = created.map(({ plan }) => plan.buyer!.columns);
  const made = rows.length > 0 ? await insertEach<BuyerRow>(tx, recorder, buyerObject, buyerTypes, rows, buyerText('created')) : [];
  const byContact = new Map(made.map((row) => [row.erp_contact_key, row]));
  for (const word of ['updated', 'mismatched', 'conflicted', 'resolved', 'synchronized'] as const) {
    const changed = planned.flatMap(({ plan, situation }) =>
      plan.buyer?.word === word ? [{ id: situation.buyer!.id, ...plan.buyer.columns }] : [],
    );
    if (changed.length > 0) await updateEach(tx, recorder, buyerObject, buyerTypes, changed, buyerText(word));
  }
  const owners = planned.map(({ plan, situation }) => ({
    plan,
    owner: situation.buyer ?? byContact.get(situation.contactKey)!,
  }));
  await storeErrors(
    tx,
    owners.flatMap(({ plan, owner }) => (plan.errors ? [{ id: owner.id, errors: plan.errors }] : [])),
  );
  await changeLinks(
    tx,
    recorder,
    planned.flatMap(({ plan }) => plan.links),
  );
  await createLinks(
    tx,
    recorder,
    owners.map(({ plan, owner }) => plan.links.flatMap((link) => (link.word === 'created' ? [newLink(owner, link)] : []))),
  );
}

const newLink = (owner: { id: string; account_id: string | null }, link: Extract<LinkPlan, { word: 'created' }>) => ({
  account_id: owner.account_id,
  buyer_id: owner.id,
  seller_id: link.sellerId,
  ...link.columns,
});

async function changeLinks(tx: Transaction, recorder: Recorder, links: readonly LinkPlan[]): Promise<void> {
  for (const word of ['updated', 'restored', 'removed'] as const) {
    const rows = links.flatMap((link) => (link.word === word ? [{ id: link.id, ...link.columns }] : []));
    if (rows.length > 0) await updateEach<ErpLinkRow>(tx, recorder, erpLinkObject, linkTypes, rows, linkText(word));
  }
}

/** One link of each buyer at a time: the id of the second has to see the first. */
async function createLinks(tx: Transaction, recorder: Recorder, ofBuyers: readonly ReturnType<typeof newLink>[][]): Promise<void> {
  const types = { account_id: 'text', buyer_id: 'text', seller_id: 'text', ...linkTypes };
  const id = linkId(sql`given.buyer_id`, sql`given.seller_id`);
  const rounds = ofBuyers.reduce((most, links) => Math.max(most, links.length), 0);
  for (let round = 0; round < rounds; round++) {
    const rows = ofBuyers.flatMap((links) => links[round] ?? []);
    await insertEach<ErpLinkRow>(tx, recorder, erpLinkObject, types, rows, linkText('created'), { id });
  }
}

async function storeErrors(tx: Transaction, rows: readonly { id: string; errors: readonly ErpError[] }[]): Promise<void> {
  const gone = rows.filter(({ errors }) => errors.length === 0).map(({ id }) => id);
  const told = rows.filter(({ errors }) => errors.length > 0);
  if (gone.length > 0) await tx.query(sql`delete from buyer_errors where id = any (${gone}::text[])`);
  if (told.length > 0)
    await tx.query(sql`insert into buyer_errors (id, errors) select r.id, r.errors from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as r (id text, errors jsonb) on conflict (id) do update set errors = excluded.errors`);
}
