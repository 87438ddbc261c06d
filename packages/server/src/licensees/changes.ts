import type { LicenseePatch } from '@tenantry/contract/licensees';
import { changedContact } from '../contacts/index.ts';
import { mergedAddress } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import { invalid } from '../core/problem.ts';
import type { LicenseeRow } from './queries.ts';
import { defaultName } from './rules.ts';

/** The columns that a PUT changes. Throws 400 for what never changes and for an address that does not fit. */
export async function changedColumns(tx: Transaction, before: LicenseeRow, body: LicenseePatch): Promise<Record<string, unknown>> {
  refuseImmutable(before, body);
  return {
    ...(body.name === undefined ? {} : { name: body.name || (await nameOf(tx, before)) }),
    ...(body.externalId === undefined ? {} : { external_key: body.externalId || null }),
    ...(body.description === undefined ? {} : { description: body.description || null }),
    ...(body.contact === undefined ? {} : { contact: await changedContact(tx, before.account_id, before.contact, body.contact) }),
    ...changedAddress(before, body),
  };
}

/** X28. Clients send back what they read, so the same value passes. */
function refuseImmutable(before: LicenseeRow, { buyer, seller, account, eligibility }: LicenseePatch): void {
  if (buyer && buyer.id !== before.buyer_id) throw invalid({ buyer: ['A licensee keeps its buyer.'] });
  if (seller && seller.id !== before.seller_id) throw invalid({ seller: ['A licensee keeps its seller.'] });
  if (account && account.id !== before.account_id) throw invalid({ account: ['A licensee keeps its account.'] });
  const isOther =
    (eligibility?.partner ?? before.is_resale) !== before.is_resale || (eligibility?.client ?? !before.is_resale) === before.is_resale;
  if (isOther) throw invalid({ eligibility: ['Whether a licensee is for resale is decided when it is created.'] });
}

/** With the buyer's address shown, what clients send back is the buyer's; an own one begins with `useBuyerAddress: false`. */
function changedAddress(before: LicenseeRow, body: LicenseePatch): Record<string, unknown> {
  const useBuyerAddress = body.useBuyerAddress ?? before.use_buyer_address;
  if (useBuyerAddress) {
    if (body.address && body.useBuyerAddress === undefined)
      throw invalid({ address: ['The address of the buyer is used; send "useBuyerAddress": false with an own one.'] });
    return body.useBuyerAddress === undefined ? {} : { use_buyer_address: true, address: null };
  }
  if (body.address === undefined && !before.use_buyer_address) return {};
  return { use_buyer_address: false, address: mergedAddress(before.address, body.address ?? {}) };
}

async function nameOf(tx: Transaction, { buyer_id, seller_id, address }: LicenseeRow): Promise<string> {
  const [buyer] = await tx.query(
    sql<{ name: string; address: { city?: string } | null }>`select name, address from buyers where id = ${buyer_id}`,
  );
  return defaultName(buyer?.name ?? '', (address ?? buyer?.address)?.city, seller_id);
}
