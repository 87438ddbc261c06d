import type { BuyerPatch } from '@tenantry/contract/buyers';
import { changedContact } from '../contacts/index.ts';
import { mergedAddress } from '../core/address.ts';
import { sql, type Transaction } from '../core/database.ts';
import { conflict, forbidden, invalid } from '../core/problem.ts';
import type { BuyerRow } from './queries.ts';
import { type AccountOfBuyer, isLinked } from './rules.ts';

/** The columns that a body names; `before` undefined: of a new buyer. */
export async function changedColumns(tx: Transaction, before: BuyerRow | undefined, body: BuyerPatch, account: string | null) {
  const { name, taxId, address, contact, externalIds } = body;
  return {
    ...(name === undefined ? {} : { name }),
    ...(taxId === undefined ? {} : { tax_number: taxId || null }),
    ...(address === undefined ? {} : { address: mergedAddress(before?.address, address) }),
    ...(contact === undefined ? {} : { contact: await changedContact(tx, account, before?.contact ?? null, contact) }),
    ...externalIdColumns(externalIds),
  };
}

export const externalIdColumns = (given: BuyerPatch['externalIds']): Record<string, string | null> => ({
  ...(given?.erpCompanyContact === undefined ? {} : { erp_contact_key: given.erpCompanyContact || null }),
  ...(given?.erpCustomer === undefined ? {} : { erp_buyer_key: given.erpCustomer || null }),
  ...(given?.accountExternalId === undefined ? {} : { account_external_key: given.accountExternalId || null }),
});

/** Clients send back what they read, so an unchanged value passes; a changed one is the platform owner's to change (C3). */
export async function refuseOperatorFields(tx: Transaction, before: BuyerRow, body: BuyerPatch): Promise<void> {
  const ids = externalIdColumns(body.externalIds);
  const changed = [
    body.name !== undefined && body.name !== before.name && 'name',
    body.taxId !== undefined && (body.taxId || null) !== before.tax_number && 'taxId',
    Object.entries(ids).some(([column, value]) => value !== before[column as keyof BuyerRow]) && 'externalIds',
    body.sellers !== undefined && !(await areSellers(tx, before.id, body.sellers ?? [])) && 'sellers',
  ].filter((field) => field !== false);
  if (changed.length > 0)
    throw forbidden(`Only the platform owner changes ${changed.join(', ')}. You can change logo, address and contact.`);
}

async function areSellers(tx: Transaction, buyer: string, references: readonly { id: string }[]): Promise<boolean> {
  const rows = await tx.query(
    sql<{ id: string }>`select s.id from erp_links l join sellers s on s.id = l.seller_id
      where l.buyer_id = ${buyer} and l.status <> 'Disabled' and s.status <> 'Deleted'`,
  );
  const given = new Set(references.map(({ id }) => id));
  return given.size === rows.length && rows.every(({ id }) => given.has(id));
}

/** Linking and unlinking are actions of their own: what they bring along would be skipped. */
export function refuseRelinking(before: BuyerRow, columns: Record<string, unknown>): void {
  if (before.account_id !== null && isLinked(before) !== isLinked({ ...before, ...columns }))
    throw conflict(
      isLinked(before) ? 'Use deactivate to take the ERP records of a buyer away.' : 'Use activate to give a buyer its ERP records.',
      'use-action',
      ['externalIds'],
    );
}

/** The client account that a body names, held until the transaction ends. 400 for one that does not exist, or that is no client's. */
export async function checkedAccount(tx: Transaction, id: string, property = 'account'): Promise<AccountOfBuyer> {
  const [row] = await tx.query(sql<AccountOfBuyer>`select id, type, external_id from accounts where id = ${id} for share`);
  return clientAccount(row, id, property);
}

/** 400 unless there is such an account and it is a client's. */
export function clientAccount(row: AccountOfBuyer | undefined, id: string, property: string): AccountOfBuyer {
  if (!row) throw invalid({ [property]: [`Account '${id}' was not found.`] });
  if (row.type !== 'Client') throw invalid({ [property]: [`Buyers belong to client accounts; '${id}' is a ${row.type} account.`] });
  return row;
}

export const contactTaken = (given: BuyerPatch['externalIds']) => ({
  buyers_company_contact: () =>
    conflict(`Another buyer has the company contact '${given?.erpCompanyContact}'.`, 'company-contact-taken', [
      'externalIds.erpCompanyContact',
    ]),
});
