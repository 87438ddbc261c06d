import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { forgetPeople } from '../core/leave-account.ts';
import type { Call } from '../core/mount.ts';
import { conflict, invalid } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { unlessTaken } from '../core/unique.ts';
import { assignLinks } from '../erp-links/index.ts';
import { countLicensees, followBuyer } from '../licensees/index.ts';
import { forgetBuyer } from '../user-groups/index.ts';
import { checkedAccount, contactTaken, externalIdColumns } from './changes.ts';
import { type BuyerRow, buyerObject, loadBuyer } from './queries.ts';
import { type BuyerAction, buyerStates, factsOf, isLinked, refuseWhileLicensed } from './rules.ts';

type ActCall = Pick<Call, 'tx' | 'recorder' | 'caller'> & { params: { id: string } };

function decided({ caller }: ActCall, buyer: BuyerRow, action: BuyerAction) {
  const by = isOperator(caller) ? 'operations' : 'client';
  const decision = decide(buyerStates, { status: buyer.status, action, by, facts: factsOf(buyer) });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  return decision.to;
}

const change = ({ tx, recorder }: ActCall, id: string, word: string, columns: Record<string, unknown>) =>
  updateObject(tx, recorder, buyerObject, id, columns, {
    event: `platform.accounts.buyer.${word}`,
    summary: `Buyer ${word}`,
    details: `{{actor.name}} ${word} the buyer {{object.name}}`,
  });

export async function enable(call: ActCall): Promise<void> {
  const buyer = await loadBuyer(call.tx, call.params.id);
  // X23: its licensees are not lifted, each needs its own.
  await change(call, buyer.id, 'enabled', { status: decided(call, buyer, 'enable'), is_disabled: false });
}

export async function disable(call: ActCall): Promise<void> {
  const buyer = await loadBuyer(call.tx, call.params.id);
  await change(call, buyer.id, 'disabled', { status: decided(call, buyer, 'disable'), is_disabled: true });
  await followBuyer(call.tx, call.recorder, buyer.id, 'disable');
}

type Activation = { account?: { id: string }; externalIds: NonNullable<Parameters<typeof externalIdColumns>[0]> };

export async function activate(call: ActCall & { body: Activation }): Promise<void> {
  const { tx, recorder, body } = call;
  const buyer = await loadBuyer(tx, call.params.id);
  const status = decided(call, buyer, 'activate');
  const columns = externalIdColumns(body.externalIds);
  if (!isLinked({ ...buyer, ...columns }))
    throw invalid({ externalIds: ['Give erpCompanyContact or erpCustomer: an Active buyer is linked with the ERP.'] });
  const account = body.account?.id ?? buyer.account_id;
  if (!account) throw invalid({ account: ['Must be given: the buyer belongs to no account yet.'] });
  if (buyer.account_id && account !== buyer.account_id)
    throw conflict('The buyer belongs to another account; use transfer to move it.', 'use-transfer', ['account']);
  await checkedAccount(tx, account);
  await unlessTaken(change(call, buyer.id, 'activated', { ...columns, account_id: account, status }), contactTaken(body.externalIds));
  if (!buyer.account_id) await assignLinks(tx, recorder, buyer.id, account);
  await followBuyer(tx, recorder, buyer.id, 'activate');
}

export async function deactivate(call: ActCall): Promise<void> {
  const buyer = await loadBuyer(call.tx, call.params.id);
  const status = decided(call, buyer, 'deactivate');
  await change(call, buyer.id, 'deactivated', { status, erp_contact_key: null, erp_buyer_key: null });
  await followBuyer(call.tx, call.recorder, buyer.id, 'deactivate');
}

export async function unassign(call: ActCall): Promise<void> {
  const { tx, recorder } = call;
  const buyer = await loadBuyer(tx, call.params.id);
  const status = decided(call, buyer, 'unassign');
  await refuseLicensed(call, buyer.id);
  await forgetBuyer(tx, recorder, buyer.account_id!, buyer.id);
  await forgetPeople(tx, 'buyers', buyer.account_id!, sql`id = ${buyer.id}`);
  await change(call, buyer.id, 'unassigned', { status, account_id: null, is_disabled: false, contact: null });
}

export async function remove(call: ActCall): Promise<void> {
  const { tx, recorder } = call;
  const buyer = await loadBuyer(tx, call.params.id);
  const status = decided(call, buyer, 'delete');
  await refuseLicensed(call, buyer.id);
  if (buyer.account_id) await forgetBuyer(tx, recorder, buyer.account_id, buyer.id);
  await change(call, buyer.id, 'deleted', { status });
}

async function refuseLicensed({ tx }: ActCall, id: string): Promise<void> {
  const refusal = refuseWhileLicensed(await countLicensees(tx, id));
  if (refusal) throw conflict(refusal, 'buyer-has-licensees');
}
