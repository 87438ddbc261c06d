import { type ErpLinkPatch, erpLinks } from '@tenantry/contract/erp-links';
import { mergedAddress } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { conflict, invalid } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { unlessTaken } from '../core/unique.ts';
import { checkedSellers, createErpLink, usableLicensees } from './index.ts';
import { type ErpLinkRow, erpLinkListing, erpLinkObject, findErpLink, loadErpLink } from './queries.ts';
import { erpLinkStates, refuseWhileLicensed } from './rules.ts';

export const erpLinkRoutes = mount(
  erpLinks,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, erpLinkListing, list),
    get: ({ tx, params }) => findErpLink(tx, params.id),

    async create({ tx, recorder, body }) {
      const [buyer] = await tx.query(
        sql<{
          id: string;
          account_id: string | null;
        }>`select id, account_id from buyers where id = ${body.buyer.id} and status <> 'Deleted' for update`,
      );
      if (!buyer) throw invalid({ buyer: [`Buyer '${body.buyer.id}' was not found.`] });
      const [seller] = await checkedSellers(tx, [body.seller], 'seller');
      const link = await unlessTaken(createErpLink(tx, recorder, buyer, seller!, columnsOf(undefined, body)), {
        erp_links_buyer_id_seller_id_key: () =>
          conflict('This buyer and this seller are linked already.', 'link-exists', ['buyer', 'seller']),
      });
      if (body.note) await setNote(tx, link.id, body.note);
      return findErpLink(tx, link.id);
    },

    async update({ tx, recorder, params, body, checkRevision }) {
      const before = await loadErpLink(tx, params.id);
      checkRevision(before.revision);
      refuseOtherPair(before, body);
      await updateObject(tx, recorder, erpLinkObject, before.id, columnsOf(before, body), {
        event: 'platform.accounts.erp_link.updated',
        summary: 'ERP link updated',
      });
      if (body.note !== undefined) await setNote(tx, before.id, body.note);
      return findErpLink(tx, before.id);
    },

    block: (call) => act(call, 'block', 'blocked'),
    unblock: (call) => act(call, 'unblock', 'unblocked'),
  },
  erpLinkListing.omitted,
);

type ActCall = Pick<Call, 'tx' | 'recorder'> & { params: { id: string }; body: { note?: string | null } };

async function act({ tx, recorder, params, body }: ActCall, action: 'block' | 'unblock', word: string) {
  const link = await loadErpLink(tx, params.id);
  const decision = decide(erpLinkStates, { status: link.status, action, by: 'operations' });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  const refusal = action === 'block' ? refuseWhileLicensed(await usableLicensees(tx, link)) : undefined;
  if (refusal) throw conflict(refusal, 'link-has-licensees');
  await updateObject(
    tx,
    recorder,
    erpLinkObject,
    link.id,
    { status: decision.to },
    { event: `platform.accounts.erp_link.${word}`, summary: `ERP link ${word}` },
  );
  if (body.note !== undefined) await setNote(tx, link.id, body.note);
  return findErpLink(tx, link.id);
}

/** Operators' words stay out of the row and of the event: accounts read both. */
async function setNote(tx: Transaction, id: string, note: string | null): Promise<void> {
  if (note)
    await tx.query(sql`insert into erp_link_notes (id, note) values (${id}, ${note}) on conflict (id) do update set note = excluded.note`);
  else await tx.query(sql`delete from erp_link_notes where id = ${id}`);
}

/** Clients send back what they read; another buyer or seller would be another link. */
function refuseOtherPair(before: ErpLinkRow, body: ErpLinkPatch): void {
  if (body.buyer && body.buyer.id !== before.buyer_id) throw invalid({ buyer: ['A link keeps its buyer.'] });
  if (body.seller && body.seller.id !== before.seller_id) throw invalid({ seller: ['A link keeps its seller.'] });
}

function columnsOf(before: ErpLinkRow | undefined, body: ErpLinkPatch) {
  const { externalIds, companyName, address } = body;
  return {
    ...(externalIds?.erpCompanyContact === undefined ? {} : { erp_contact_key: externalIds.erpCompanyContact }),
    ...(externalIds?.erpCustomer === undefined ? {} : { erp_buyer_key: externalIds.erpCustomer }),
    ...(externalIds?.accountExternalId === undefined ? {} : { account_external_key: externalIds.accountExternalId }),
    ...(companyName === undefined ? {} : { erp_name: companyName }),
    ...(address === undefined ? {} : { address: mergedAddress(before?.address, address) }),
  };
}
