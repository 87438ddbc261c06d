import { moduleFacts } from '@tenantry/contract/modules';
import { type BuyerRow, buyerObject } from '../buyers/index.ts';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder, updateObject } from '../core/events.ts';
import { createErpLink, erpLinkObject } from '../erp-links/index.ts';
import { licenseeObject } from '../licensees/index.ts';
import { type SellerRow, sellerObject } from '../sellers/index.ts';
import { createGroup, type GroupRow } from '../user-groups/index.ts';
import { type DemoBuyer, demoBuyers, demoSellers } from './party-data.ts';

interface Place {
  tx: Transaction;
  recorder: Recorder;
}

/** Sellers, buyers in every status, what links them, and licensees; then a group, which is answered, that shows two buyers only. */
export async function loadParties(place: Place, accounts: ReadonlyMap<string, string>): Promise<GroupRow> {
  const sellers = new Map<string, string>();
  for (const seller of demoSellers) {
    const columns = {
      name: seller.name,
      external_key: seller.externalId,
      address: seller.address,
      currencies: sql`${JSON.stringify(seller.currencies.map((value, i) => ({ value, billingEnabled: true, isDefault: i === 0 })))}::jsonb`,
      status: seller.status ?? 'Active',
    };
    const text = { event: 'platform.accounts.seller.created', summary: 'Seller created' };
    sellers.set(seller.externalId, (await insertObject<SellerRow>(place.tx, place.recorder, sellerObject, columns, text)).id);
  }
  const made: { buyer: BuyerRow; demo: DemoBuyer }[] = [];
  for (const [number, demo] of demoBuyers.entries())
    made.push({ buyer: await loadBuyer(place, demo, number + 1, accounts, sellers), demo });
  const shown = made.filter(({ demo }) => demo.account === 'Harbour Group').slice(1, 3);
  return createGroup(place.tx, place.recorder, {
    account: accounts.get('Harbour Group')!,
    name: 'North Sea desk',
    description: 'Buys for the ferries and the warehouses, and sees nothing of the other buyers.',
    modules: [moduleFacts['new-marketplace'].id],
    buyers: shown.map(({ buyer }) => buyer.id),
  });
}

async function loadBuyer(
  { tx, recorder }: Place,
  demo: DemoBuyer,
  number: number,
  accounts: ReadonlyMap<string, string>,
  sellers: ReadonlyMap<string, string>,
): Promise<BuyerRow> {
  const isLinked = demo.status !== 'Enabled';
  const serial = String(number).padStart(6, '0');
  const account = demo.account ? accounts.get(demo.account)! : null;
  const buyer = await insertObject<BuyerRow>(
    tx,
    recorder,
    buyerObject,
    {
      account_id: account,
      name: demo.name,
      status: demo.status,
      is_disabled: demo.status === 'Disabled',
      address: demo.address,
      tax_number: demo.taxId ?? null,
      erp_contact_key: isLinked ? `PLT-CON-${serial}` : null,
      erp_buyer_key: isLinked ? `PLT-SCU-${serial}` : null,
    },
    { event: 'platform.accounts.buyer.created', summary: 'Buyer created', details: '{{actor.name}} created the buyer {{object.name}}' },
  );
  if (demo.errors) await tx.query(sql`insert into buyer_errors (id, errors) values (${buyer.id}, ${JSON.stringify(demo.errors)}::jsonb)`);
  for (const named of demo.sellers) await loadLink({ tx, recorder }, buyer, sellers.get(named.replace('!', ''))!, named.endsWith('!'));
  const usable = demo.sellers.find((named) => !named.endsWith('!'));
  for (const [i, name] of (demo.licensees ?? []).entries())
    await loadLicensee({ tx, recorder }, { buyer, demo, seller: sellers.get(usable!)!, name, isDisabled: i === 4 });
  return buyer;
}

async function loadLink({ tx, recorder }: Place, buyer: BuyerRow, seller: string, isBlocked: boolean): Promise<void> {
  const link = await createErpLink(tx, recorder, buyer, seller, {
    erp_contact_key: buyer.erp_contact_key,
    erp_buyer_key: buyer.erp_buyer_key,
    erp_name: buyer.name,
    address: buyer.address,
  });
  if (!isBlocked) return;
  await updateObject(
    tx,
    recorder,
    erpLinkObject,
    link.id,
    { status: 'Blocked' },
    { event: 'platform.accounts.erp_link.blocked', summary: 'ERP link blocked' },
  );
  await tx.query(sql`insert into erp_link_notes (id, note) values (${link.id}, 'Two invoices are overdue.')`);
}

interface DemoLicensee {
  buyer: BuyerRow;
  demo: DemoBuyer;
  seller: string;
  name: string;
  isDisabled: boolean;
}

function loadLicensee({ tx, recorder }: Place, { buyer, demo, seller, name, isDisabled }: DemoLicensee): Promise<unknown> {
  const disabled = isDisabled || demo.status === 'Disabled';
  return insertObject(
    tx,
    recorder,
    licenseeObject,
    {
      account_id: buyer.account_id,
      buyer_id: buyer.id,
      seller_id: seller,
      name,
      status: disabled ? 'Disabled' : demo.status === 'Enabled' ? 'Enabled' : 'Active',
      use_buyer_address: true,
      is_resale: demo.resale === true,
      external_key: demo.resale ? `R-${name.slice(-4).toUpperCase()}` : null,
    },
    {
      event: 'platform.accounts.licensee.created',
      summary: 'Licensee created',
      details: '{{actor.name}} created the licensee {{object.name}}',
    },
  );
}
