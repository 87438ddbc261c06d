import { type Buyer, type BuyerPatch, NewBuyer } from '@tenantry/contract/buyers';
import { addressFields, optional, strict, text } from '@tenantry/contract/fields';
import { Type } from 'typebox';
import { type ContactValues, contactBody, contactSchema, contactValues, sameContact } from '../parties/contact-values.ts';
import { type AddressValues, addressPatch, addressValues, wholeAddress } from '../ui/address/address-values.ts';

export const externalFields = ['erpCompanyContact', 'erpCustomer', 'accountExternalId'] as const;
export type ExternalValues = Record<(typeof externalFields)[number], string>;

/** What the forms hold; `''` for absent texts. */
export interface BuyerValues {
  name: string;
  /** Id; only when it is made. */
  account: string;
  taxId: string;
  externalIds: ExternalValues;
  address: AddressValues;
  contact: ContactValues;
  /** Ids. */
  sellers: string[];
}

export const externalSchema = strict({
  erpCompanyContact: Type.Optional(text(250)),
  erpCustomer: Type.Optional(text(250)),
  accountExternalId: Type.Optional(text(250)),
});

export const buyerSchema = Type.Object({
  name: NewBuyer.properties.name,
  account: Type.Optional(Type.String()),
  taxId: NewBuyer.properties.taxId,
  externalIds: externalSchema,
  address: Type.Optional(strict(optional(addressFields))),
  contact: contactSchema,
  sellers: Type.Array(Type.String()),
});

export const externalValues = (ids: Buyer['externalIds']): ExternalValues => ({
  erpCompanyContact: ids?.erpCompanyContact ?? '',
  erpCustomer: ids?.erpCustomer ?? '',
  accountExternalId: ids?.accountExternalId ?? '',
});

export const buyerValues = (buyer: Buyer): BuyerValues => ({
  name: buyer.name,
  account: buyer.account?.id ?? '',
  taxId: buyer.taxId ?? '',
  externalIds: externalValues(buyer.externalIds),
  address: addressValues(buyer.address),
  contact: contactValues(buyer.contact),
  sellers: (buyer.sellers ?? []).map(({ id }) => id).sort(),
});

export const noBuyer: BuyerValues = {
  name: '',
  account: '',
  taxId: '',
  externalIds: externalValues(undefined),
  address: addressValues(null),
  contact: contactValues(null),
  sellers: [],
};

const references = (ids: readonly string[]) => ids.map((id) => ({ id }));

/** Only the ids that were given or changed; `null` clears. */
export function externalPatch(before: ExternalValues, after: ExternalValues): Partial<Record<keyof ExternalValues, string | null>> {
  const changed = externalFields.filter((field) => before[field].trim() !== after[field].trim());
  return Object.fromEntries(changed.map((field) => [field, after[field].trim() || null]));
}

/** Only what changed: accounts may send logo, address and contact, operators everything. */
export function buyerPatch(before: BuyerValues, after: BuyerValues): BuyerPatch {
  const externalIds = externalPatch(before.externalIds, after.externalIds);
  const address = addressPatch(before.address, after.address);
  const sellers = [...after.sellers].sort();
  return {
    ...(before.name === after.name ? {} : { name: after.name.trim() }),
    ...(before.taxId === after.taxId ? {} : { taxId: after.taxId.trim() || null }),
    ...(Object.keys(externalIds).length === 0 ? {} : { externalIds }),
    ...(address ? { address } : {}),
    ...(sameContact(before.contact, after.contact) ? {} : { contact: contactBody(after.contact) }),
    ...([...before.sellers].sort().join() === sellers.join() ? {} : { sellers: references(sellers) }),
  };
}

export function newBuyer(values: BuyerValues): NewBuyer {
  const externalIds = externalPatch(externalValues(undefined), values.externalIds);
  const address = wholeAddress(values.address);
  if (!address) throw new Error('A buyer has an address.');
  return {
    name: values.name.trim(),
    address,
    ...(values.account ? { account: { id: values.account } } : {}),
    ...(values.taxId.trim() ? { taxId: values.taxId.trim() } : {}),
    ...(Object.keys(externalIds).length === 0 ? {} : { externalIds }),
    ...(values.contact.kind === 'none' ? {} : { contact: contactBody(values.contact) }),
    ...(values.sellers.length === 0 ? {} : { sellers: references(values.sellers) }),
  };
}
