import { buyers } from '@tenantry/contract/buyers';
import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { insertObject, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { changedPicture, iconUrl, pictureSummary, storePicture } from '../core/pictures.ts';
import { conflict } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { unlessTaken } from '../core/unique.ts';
import { setSellers } from '../erp-links/index.ts';
import { synchronizeBuyer } from '../erp-runs/index.ts';
import { activate, deactivate, disable, enable, remove, unassign } from './actions.ts';
import { changedColumns, checkedAccount, contactTaken, refuseOperatorFields, refuseRelinking } from './changes.ts';
import { type BuyerRow, buyerListing, buyerObject, findBuyer, loadBuyer } from './queries.ts';
import { buyerStates, factsOf } from './rules.ts';
import { transferBuyer, transferDetails } from './transfer.ts';
import { validated } from './validate.ts';

export const buyerRoutes = mount(
  buyers,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, buyerListing, list),
    get: ({ tx, params }) => findBuyer(tx, params.id),

    async create({ tx, recorder, body, file }) {
      const account = body.account ? (await checkedAccount(tx, body.account.id)).id : null;
      const columns = await changedColumns(tx, undefined, body, account);
      const facts = factsOf({ erp_contact_key: null, erp_buyer_key: null, ...columns, account_id: account, is_disabled: false });
      const decision = decide(buyerStates, { status: 'New', action: 'create', by: 'operations', facts });
      if ('refused' in decision) throw conflict(decision.refused, 'status');
      const picture = file ? await storePicture(tx, file, 'logo') : null;
      const buyer = await unlessTaken(
        insertObject<BuyerRow>(
          tx,
          recorder,
          buyerObject,
          { ...columns, account_id: account, status: decision.to, picture },
          {
            event: 'platform.accounts.buyer.created',
            summary: 'Buyer created',
            details: '{{actor.name}} created the buyer {{object.name}}',
          },
        ),
        contactTaken(body.externalIds),
      );
      if (body.sellers) await setSellers(tx, recorder, buyer, body.sellers);
      return findBuyer(tx, buyer.id);
    },

    async update({ tx, caller, recorder, params, body, file, checkRevision }) {
      const before = await loadBuyer(tx, params.id);
      checkRevision(before.revision);
      if (!isOperator(caller)) await refuseOperatorFields(tx, before, body);
      const columns = await changedColumns(tx, before, body, before.account_id);
      refuseRelinking(before, columns);
      const picture = await changedPicture(tx, file, body.icon, 'logo');
      await unlessTaken(
        updateObject(
          tx,
          recorder,
          buyerObject,
          before.id,
          { ...columns, ...picture },
          {
            event: 'platform.accounts.buyer.updated',
            summary: pictureSummary(picture.picture, 'buyer', 'Buyer updated'),
            details: '{{actor.name}} changed the buyer {{object.name}}',
          },
        ),
        contactTaken(body.externalIds),
      );
      if (body.sellers !== undefined && isOperator(caller)) await setSellers(tx, recorder, before, body.sellers ?? []);
      return findBuyer(tx, before.id);
    },

    async delete(call) {
      await remove(call);
      return undefined;
    },
    async activate(call) {
      await activate(call);
      return findBuyer(call.tx, call.params.id);
    },
    async deactivate(call) {
      await deactivate(call);
      return findBuyer(call.tx, call.params.id);
    },
    async enable(call) {
      await enable(call);
      return findBuyer(call.tx, call.params.id);
    },
    async disable(call) {
      await disable(call);
      return findBuyer(call.tx, call.params.id);
    },
    async unassign(call) {
      await unassign(call);
      return findBuyer(call.tx, call.params.id);
    },

    async transfer({ tx, recorder, params, body }) {
      await transferBuyer(tx, recorder, await loadBuyer(tx, params.id), body.account.id);
      return findBuyer(tx, params.id);
    },
    transferDetails: ({ tx, params, query }) => transferDetails(tx, params.id, query.destinationAccountId),

    async validate({ tx, params, body }) {
      const before = await loadBuyer(tx, params.id);
      const account = body.account ? (await checkedAccount(tx, body.account.id)).id : before.account_id;
      return validated(tx, before, await changedColumns(tx, before, body, account), body);
    },

    async synchronize({ tx, services, recorder, params }) {
      await synchronizeBuyer({ tx, services, recorder }, params.id);
      return findBuyer(tx, params.id);
    },

    async icon({ tx, params }) {
      const { name } = await findBuyer(tx, params.id);
      const [row] = await tx.last(sql<{ picture: string | null }>`select picture from buyers where id = ${params.id}`);
      return { redirect: iconUrl(row?.picture ?? null, name) };
    },
  },
  buyerListing.omitted,
);
