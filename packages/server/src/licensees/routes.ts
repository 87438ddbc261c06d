import { licensees, type NewLicensee } from '@tenantry/contract/licensees';
import { changedContact } from '../contacts/index.ts';
import { mergedAddress } from '../core/address.ts';
import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { insertObject, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { changedPicture, iconUrl, storePicture } from '../core/pictures.ts';
import { conflict, invalid } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { changedColumns } from './changes.ts';
import {
  type BuyerOfLicensee,
  findLicensee,
  holdBuyer,
  holdPair,
  type LicenseeRow,
  licenseeListing,
  licenseeObject,
  loadLicensee,
} from './queries.ts';
import { defaultName, type LicenseeAction, licenseeStates, refuseEligibility, refusePair } from './rules.ts';

export const licenseeRoutes = mount(
  licensees,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, licenseeListing, list),
    get: ({ tx, params }) => findLicensee(tx, params.id),

    async create(call) {
      const { tx, recorder, body, file } = call;
      const buyer = await buyerFor(call, body);
      const [seller] = await tx.query(sql<{ id: string }>`select id from sellers where id = ${body.seller.id} and status <> 'Deleted'`);
      if (!seller) throw invalid({ seller: [`Seller '${body.seller.id}' was not found.`] });
      const isResale = resaleOf(body, buyer);
      const address = body.useBuyerAddress ? null : mergedAddress(null, body.address ?? {});
      const status = await statusOver(call, { buyer, seller: seller.id, status: 'New', action: 'create' });
      const row = await insertObject<LicenseeRow>(
        tx,
        recorder,
        licenseeObject,
        {
          account_id: buyer.account_id,
          buyer_id: buyer.id,
          seller_id: seller.id,
          name: body.name || defaultName(buyer.name, (address ?? buyer.address)?.city, seller.id),
          external_key: body.externalId || null,
          description: body.description || null,
          status,
          use_buyer_address: body.useBuyerAddress,
          address,
          contact: body.contact ? await changedContact(tx, buyer.account_id, null, body.contact) : null,
          is_resale: isResale,
          picture: file ? await storePicture(tx, file, 'logo') : null,
        },
        {
          event: 'platform.accounts.licensee.created',
          summary: 'Licensee created',
          details: '{{actor.name}} created the licensee {{object.name}}',
        },
      );
      return findLicensee(tx, row.id);
    },

    async update({ tx, recorder, params, body, file, checkRevision }) {
      const before = await loadLicensee(tx, params.id);
      checkRevision(before.revision);
      const columns = await changedColumns(tx, before, body);
      const picture = await changedPicture(tx, file, body.icon, 'logo');
      await updateObject(
        tx,
        recorder,
        licenseeObject,
        before.id,
        { ...columns, ...picture },
        {
          event: 'platform.accounts.licensee.updated',
          summary: 'Licensee updated',
          details: '{{actor.name}} changed the licensee {{object.name}}',
        },
      );
      return findLicensee(tx, before.id);
    },

    async delete(call) {
      const row = await loadLicensee(call.tx, call.params.id);
      const decision = decide(licenseeStates, { status: row.status, action: 'delete', by: whoOf(call) });
      if ('refused' in decision) throw conflict(decision.refused, 'status');
      await change(call, row.id, decision.to, 'deleted');
      return undefined;
    },

    async enable(call) {
      // The buyer first, as everywhere: two who lock in different orders wait for each other.
      const found = await findLicensee(call.tx, call.params.id);
      const buyer = await holdBuyer(call.tx, found.buyer!.id);
      if (!buyer) throw new Error(`licensee ${found.id} has lost its buyer`);
      const row = await loadLicensee(call.tx, found.id);
      await change(call, row.id, await statusOver(call, { buyer, seller: row.seller_id, status: row.status, action: 'enable' }), 'enabled');
      return findLicensee(call.tx, row.id);
    },

    async disable(call) {
      const row = await loadLicensee(call.tx, call.params.id);
      const decision = decide(licenseeStates, { status: row.status, action: 'disable', by: whoOf(call) });
      if ('refused' in decision) throw conflict(decision.refused, 'status');
      await change(call, row.id, decision.to, 'disabled');
      return findLicensee(call.tx, row.id);
    },

    async icon({ tx, params }) {
      const { name } = await findLicensee(tx, params.id);
      const [row] = await tx.last(sql<{ picture: string | null }>`select picture from licensees where id = ${params.id}`);
      return { redirect: iconUrl(row?.picture ?? null, name) };
    },
  },
  licenseeListing.omitted,
);

type AnyCall = Pick<Call, 'tx' | 'recorder' | 'caller'>;

const whoOf = ({ caller }: Pick<Call, 'caller'>) => (isOperator(caller) ? 'operations' : 'client');

/** The buyer that a body names. One out of sight is a missing reference; so is one of another account than the body says. */
async function buyerFor({ tx }: AnyCall, body: NewLicensee): Promise<BuyerOfLicensee> {
  const buyer = await holdBuyer(tx, body.buyer.id);
  if (!buyer) throw invalid({ buyer: [`Buyer '${body.buyer.id}' was not found.`] });
  if (body.account && body.account.id !== buyer.account_id)
    throw invalid({ account: [`The buyer does not belong to account '${body.account.id}'.`] });
  return buyer;
}

function resaleOf(body: NewLicensee, buyer: BuyerOfLicensee): boolean {
  const wanted = body.eligibility ?? { client: true, partner: false };
  const refusal = refuseEligibility(wanted, buyer.account_eligibility);
  if (refusal?.fault === 'content') throw invalid({ eligibility: [refusal.message] });
  if (refusal) throw conflict(refusal.message, 'not-eligible', ['eligibility']);
  return Boolean(wanted.partner);
}

interface Wanted {
  buyer: BuyerOfLicensee;
  seller: string;
  status: LicenseeRow['status'] | 'New';
  action: LicenseeAction;
}

/** The status that an action leads to over a buyer and a seller, both held; 409 when they are not to be relied on. */
async function statusOver(call: AnyCall, { buyer, seller, status, action }: Wanted): Promise<LicenseeRow['status']> {
  const isLinked = buyer.erp_contact_key !== null || buyer.erp_buyer_key !== null;
  const facts = { 'buyer linked': isLinked, 'buyer not linked': !isLinked };
  const decision = decide(licenseeStates, { status, action, by: whoOf(call), facts });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  const pair = await holdPair(call.tx, buyer.id, seller);
  const refusal = refusePair({
    buyerStatus: buyer.status,
    buyerIsDisabled: buyer.is_disabled,
    sellerStatus: pair?.seller_status,
    linkStatus: pair?.link_status,
  });
  if (refusal) throw conflict(refusal.message, refusal.id, [refusal.property]);
  return decision.to;
}

const change = ({ tx, recorder }: AnyCall, id: string, status: LicenseeRow['status'], word: string) =>
  updateObject(
    tx,
    recorder,
    licenseeObject,
    id,
    { status },
    {
      event: `platform.accounts.licensee.${word}`,
      summary: `Licensee ${word}`,
      details: `{{actor.name}} ${word} the licensee {{object.name}}`,
    },
  );
