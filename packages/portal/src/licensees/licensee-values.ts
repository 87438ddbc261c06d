import { addressFields, optional, strict, text } from '@tenantry/contract/fields';
import type { Licensee, LicenseePatch, NewLicensee } from '@tenantry/contract/licensees';
import { Type } from 'typebox';
import { type ContactValues, contactBody, contactSchema, contactValues, sameContact } from '../parties/contact-values.ts';
import { type AddressValues, addressPatch, addressValues, wholeAddress } from '../ui/address/address-values.ts';

/** What the wizards hold; `''` for absent texts. */
export interface LicenseeValues {
  name: string;
  isResale: boolean;
  externalId: string;
  description: string;
  /** Ids; chosen once. */
  buyer: string;
  seller: string;
  contact: ContactValues;
  addressKind: 'buyer' | 'own';
  address: AddressValues;
}

/** The contract's fields; here the name is required (spec 12.1). */
export const licenseeSchema = Type.Object({
  name: text(500, 1),
  isResale: Type.Boolean(),
  externalId: Type.Optional(text(250)),
  description: Type.Optional(text(2000)),
  buyer: Type.Optional(Type.String()),
  seller: Type.Optional(Type.String()),
  contact: contactSchema,
  addressKind: Type.String(),
  address: Type.Optional(strict(optional(addressFields))),
});

export const noLicensee: LicenseeValues = {
  name: '',
  isResale: false,
  externalId: '',
  description: '',
  buyer: '',
  seller: '',
  contact: contactValues(null),
  addressKind: 'buyer',
  address: addressValues(null),
};

export const licenseeValues = (licensee: Licensee): LicenseeValues => ({
  name: licensee.name,
  isResale: licensee.eligibility?.partner === true,
  externalId: licensee.externalId ?? '',
  description: licensee.description ?? '',
  buyer: licensee.buyer?.id ?? '',
  seller: licensee.seller?.id ?? '',
  contact: contactValues(licensee.contact),
  addressKind: licensee.useBuyerAddress ? 'buyer' : 'own',
  // What the API shows then is the buyer's.
  address: addressValues(licensee.useBuyerAddress ? null : licensee.address),
});

export function newLicensee(values: LicenseeValues): NewLicensee {
  const useBuyerAddress = values.addressKind === 'buyer';
  const address = useBuyerAddress ? null : wholeAddress(values.address);
  return {
    name: values.name.trim(),
    externalId: values.externalId.trim() || null,
    description: values.description.trim() || null,
    buyer: { id: values.buyer },
    seller: { id: values.seller },
    eligibility: { client: !values.isResale, partner: values.isResale },
    useBuyerAddress,
    ...(address ? { address } : {}),
    ...(values.contact.kind === 'none' ? {} : { contact: contactBody(values.contact) }),
  };
}

/** Only what changed; `null` clears. Buyer, seller and resale stay for good. */
export function licenseePatch(before: LicenseeValues, after: LicenseeValues): LicenseePatch {
  const changed = (['name', 'externalId', 'description'] as const).filter((field) => before[field].trim() !== after[field].trim());
  return {
    ...Object.fromEntries(changed.map((field) => [field, after[field].trim() || null])),
    ...(sameContact(before.contact, after.contact) ? {} : { contact: contactBody(after.contact) }),
    ...changedAddress(before, after),
  };
}

function changedAddress(before: LicenseeValues, after: LicenseeValues): LicenseePatch {
  if (after.addressKind === 'buyer') return before.addressKind === 'buyer' ? {} : { useBuyerAddress: true };
  if (before.addressKind === 'buyer') return { useBuyerAddress: false, address: wholeAddress(after.address) };
  const address = addressPatch(before.address, after.address);
  return address ? { address } : {};
}
