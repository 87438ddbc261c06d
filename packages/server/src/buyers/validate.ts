import type { Buyer, BuyerPatch } from '@tenantry/contract/buyers';
import { sql, type Transaction } from '../core/database.ts';
import { type BuyerRow, findBuyer } from './queries.ts';

interface Finding {
  id: string;
  message: string;
  parameters?: Record<string, unknown>;
}

/** The buyer with `errors`: what would not fit if these changes were stored. Stores nothing. */
export async function validated(
  tx: Transaction,
  before: BuyerRow,
  changed: Partial<BuyerRow>,
  body: BuyerPatch & { account?: { id: string } | null },
): Promise<Buyer> {
  const after = { ...before, ...changed };
  const [account] = await tx.query(
    sql<{ external_id: string | null }>`select external_id from accounts where id = ${body.account?.id ?? before.account_id}`,
  );
  const taken = await tx.query(
    sql<{ id: string; name: string }>`select id, name from buyers
      where erp_contact_key = ${after.erp_contact_key} and id <> ${before.id} and status <> 'Deleted'`,
  );
  const findings: Finding[] = [
    ...taken.map(({ id, name }) => ({
      id: 'company-contact-taken',
      message: `${name} (${id}) has the same company contact.`,
      parameters: { buyer: id },
    })),
    ...(account?.external_id && after.account_external_key && account.external_id !== after.account_external_key
      ? [{ id: 'account-external-id', message: 'The external id of the account is another than that of the buyer’s ERP record.' }]
      : []),
  ];
  return { ...(await findBuyer(tx, before.id)), errors: [...findings, ...(await taxFindings(after))] };
}

/** The form of the number; whether it was given to somebody only its registry knows. */
async function taxFindings({ tax_number, address }: BuyerRow): Promise<Finding[]> {
  if (!tax_number || !address) return [];
  // Loaded when it is wanted: the rules of all countries are large.
  const { checkTaxId } = await import('@tenantry/addresses/tax-ids');
  const check = checkTaxId(address.country, tax_number);
  return check.format === 'invalid'
    ? [
        {
          id: 'tax-number-format',
          message: 'The tax number has not the form of one of its country.',
          parameters: { reason: check.reason, country: address.country },
        },
      ]
    : [];
}
