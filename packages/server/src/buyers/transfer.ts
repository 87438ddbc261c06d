import type { BuyerTransferDetails } from '@tenantry/contract/buyers';
import type { Static } from 'typebox';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent, updateObject } from '../core/events.ts';
import { forgetPeople } from '../core/leave-account.ts';
import { conflict } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { recordMovedLinks } from '../erp-links/index.ts';
import { countLicensees, recordMovedLicensees } from '../licensees/index.ts';
import { forgetBuyer, groupsNaming } from '../user-groups/index.ts';
import { checkedAccount, clientAccount } from './changes.ts';
import { type BuyerRow, buyerObject, findBuyer } from './queries.ts';
import { type AccountOfBuyer, buyerStates, refuseDestination } from './rules.ts';

const usersShown = 100;

/** What would move with a buyer. With a destination, 409 when the buyer could not go there. */
export async function transferDetails(
  tx: Transaction,
  id: string,
  destination: string | undefined,
): Promise<Static<typeof BuyerTransferDetails>> {
  const buyer = await findBuyer(tx, id);
  if (destination) await checkDestination(tx, buyer.account?.id, destination, 'destinationAccountId');
  const groups = buyer.account ? await groupsNaming(tx, buyer.account.id, id) : [];
  const users = await tx.query(
    sql<{ id: string; name: string }>`select distinct m.user_id as id, m.user_name as name
      from group_members gm join memberships m on m.account_id = gm.account_id and m.id = gm.membership_id
      where gm.account_id = ${buyer.account?.id ?? ''} and gm.group_id = any (${groups}::text[]) order by m.user_name, m.user_id`,
  );
  return {
    ...buyer,
    stats: {
      licenseeCount: await countLicensees(tx, id),
      orderCount: 0,
      subscriptionCount: 0,
      userCount: users.length,
      userGroupCount: groups.length,
      agreementCount: 0,
    },
    users: users.slice(0, usersShown).map((user) => ({ ...user, icon: `/v1/accounts/users/${user.id}/icon` })),
  };
}

/**
 * Moves a buyer, locked by the caller, with its licensees and links: the keys cascade, so that nothing can stay behind. The people stay;
 * groups of the old account that named the buyer lose it. Both accounts get their own record, and neither is told of the other.
 */
export async function transferBuyer(tx: Transaction, recorder: Recorder, buyer: BuyerRow, destination: string): Promise<void> {
  const decision = decide(buyerStates, { status: buyer.status, action: 'transfer', by: 'operations' });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  const source = buyer.account_id!;
  await checkedAccount(tx, destination);
  await checkDestination(tx, source, destination, 'account');
  await forgetBuyer(tx, recorder, source, buyer.id);
  await forgetPeople(tx, 'buyers', source, sql`id = ${buyer.id}`);
  await updateObject(
    tx,
    recorder,
    buyerObject,
    buyer.id,
    { account_id: destination },
    {
      event: 'platform.accounts.buyer.transferred',
      summary: 'Buyer transferred into the account',
      details: '{{actor.name}} moved the buyer {{object.name}} into this account',
    },
  );
  await recordEvent(
    tx,
    recorder,
    { type: 'Buyer', id: buyer.id, name: buyer.name, account: source, revision: buyer.revision + 1 },
    {
      event: 'platform.accounts.buyer.released',
      summary: 'Buyer transferred out of the account',
      details: '{{actor.name}} moved the buyer {{object.name}} to another account',
      buyers: [buyer.id],
    },
  );
  await recordMovedLicensees(tx, recorder, buyer.id, source);
  await recordMovedLinks(tx, recorder, buyer.id);
}

async function checkDestination(tx: Transaction, source: string | undefined, destination: string, property: string): Promise<void> {
  if (!source) throw conflict('The buyer has no account yet; activate it for one.', 'not-assigned');
  const rows = await tx.query(sql<AccountOfBuyer>`select id, type, external_id from accounts where id in (${source}, ${destination})`);
  const to = clientAccount(
    rows.find(({ id }) => id === destination),
    destination,
    property,
  );
  const refusal = refuseDestination(rows.find(({ id }) => id === source)!, to);
  if (refusal) throw conflict(refusal, 'transfer-destination', [property]);
}
