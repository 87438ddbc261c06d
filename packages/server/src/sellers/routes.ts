import { type SellerPatch, sellers } from '@tenantry/contract/sellers';
import { mergedAddress } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { changedPicture, iconUrl, storePicture } from '../core/pictures.ts';
import { conflict, invalid, notFound } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { unlessTaken } from '../core/unique.ts';
import { findSeller, loadSeller, type SellerRow, sellerListing, sellerObject } from './queries.ts';
import { normalizedCurrencies, refuseWhileUsed, type SellerAction, sellerStates } from './rules.ts';

export const sellerRoutes = mount(
  sellers,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, sellerListing, list),
    get: ({ tx, params }) => findSeller(tx, params.id),

    async create({ tx, recorder, body, file }) {
      const id = await newSellerId(tx);
      const externalId = body.externalId ?? id;
      const columns = {
        id,
        name: body.name,
        external_key: externalId,
        address: body.address ?? null,
        currencies: currencyColumn(body.currencies),
        picture: file ? await storePicture(tx, file, 'logo') : null,
      };
      const row = await unlessTaken(
        insertObject<SellerRow>(tx, recorder, sellerObject, columns, {
          event: 'platform.accounts.seller.created',
          summary: 'Seller created',
        }),
        externalIdTaken(externalId),
      );
      return findSeller(tx, row.id);
    },

    async update({ tx, recorder, params, body, file, checkRevision }) {
      const before = await loadSeller(tx, params.id);
      checkRevision(before.revision);
      const picture = await changedPicture(tx, file, body.icon, 'logo');
      await unlessTaken(
        updateObject(
          tx,
          recorder,
          sellerObject,
          before.id,
          { ...changedColumns(before, body), ...picture },
          { event: 'platform.accounts.seller.updated', summary: 'Seller updated' },
        ),
        externalIdTaken(body.externalId ?? ''),
      );
      return findSeller(tx, before.id);
    },

    async delete(call) {
      await act(call, 'delete', 'deleted');
      return undefined;
    },
    activate: (call) => actAndRead(call, 'activate', 'activated'),
    deactivate: (call) => actAndRead(call, 'deactivate', 'deactivated'),
    disable: (call) => actAndRead(call, 'disable', 'disabled'),

    async icon({ tx, caller, params }) {
      // Vendors see no sellers.
      if (caller.account?.type === 'Vendor') throw notFound('Seller', params.id);
      const { name } = await findSeller(tx, params.id);
      const [row] = await tx.last(sql<{ picture: string | null }>`select picture from sellers where id = ${params.id}`);
      return { redirect: iconUrl(row?.picture ?? null, name) };
    },
  },
  sellerListing.omitted,
);

/** Drawn beforehand: without an external id a seller is known by its own. */
async function newSellerId(tx: Transaction): Promise<string> {
  const [row] = await tx.query(sql<{ id: string }>`select new_id('SEL', 2, nextval('sellers_id')) as id`);
  return row!.id;
}

type ActCall = Pick<Call, 'tx' | 'recorder'> & { params: { id: string } };

async function act({ tx, recorder, params }: ActCall, action: SellerAction, word: string): Promise<void> {
  const seller = await loadSeller(tx, params.id);
  const decision = decide(sellerStates, { status: seller.status, action, by: 'operations' });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  const refusal = refuseWhileUsed(action, await usableLicensees(tx, seller.id));
  if (refusal) throw conflict(refusal, 'seller-has-licensees');
  await updateObject(
    tx,
    recorder,
    sellerObject,
    seller.id,
    { status: decision.to },
    { event: `platform.accounts.seller.${word}`, summary: `Seller ${word}` },
  );
}

async function actAndRead(call: ActCall, action: SellerAction, word: string) {
  await act(call, action, word);
  return findSeller(call.tx, call.params.id);
}

async function usableLicensees(tx: Transaction, seller: string): Promise<number> {
  const [row] = await tx.query(
    sql<{ n: number }>`select count(*)::int as n from licensees where seller_id = ${seller} and status in ('Active', 'Enabled')`,
  );
  return row!.n;
}

function changedColumns(before: SellerRow, body: SellerPatch): Record<string, unknown> {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.externalId === undefined ? {} : { external_key: body.externalId }),
    ...(body.address === undefined ? {} : { address: mergedAddress(before.address, body.address) }),
    ...(body.currencies === undefined ? {} : { currencies: currencyColumn(body.currencies) }),
  };
}

/** As jsonb: an array would be one of PostgreSQL's own. */
function currencyColumn(given: NonNullable<SellerPatch['currencies']>) {
  const currencies = normalizedCurrencies(given);
  if (typeof currencies === 'string') throw invalid({ currencies: [currencies] });
  return sql`${JSON.stringify(currencies)}::jsonb`;
}

const externalIdTaken = (externalId: string) => ({
  sellers_external: () => conflict(`Another seller has the external id '${externalId}'.`, 'seller-external-id', ['externalId']),
});
