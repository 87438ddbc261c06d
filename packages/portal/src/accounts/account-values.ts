import { type Account, AccountPatch, NewAccount } from '@tenantry/contract/accounts';
import { addressFields, optional, strict } from '@tenantry/contract/fields';
import { Type } from 'typebox';
import { type AddressValues, addressPatch, addressValues } from '../ui/address/address-values.ts';

/** What the edit form holds; `''` for absent texts. */
export interface AccountValues {
  name: string;
  website: string;
  technicalSupportEmail: string;
  defaultLanguageCode: string;
  description: string;
  address: AddressValues;
}

/** The contract's merge patch with the name required: a form shows every field, so an empty name is no "unchanged". */
export const accountSchema = Type.Object({
  ...AccountPatch.properties,
  name: NewAccount.properties.name,
  address: Type.Optional(strict(optional(addressFields))),
});

export const accountValues = (account: Account): AccountValues => ({
  name: account.name,
  website: account.website ?? '',
  technicalSupportEmail: account.technicalSupportEmail ?? '',
  defaultLanguageCode: account.defaultLanguageCode ?? 'en-US',
  description: account.description ?? '',
  address: addressValues(account.address),
});

const texts = ['name', 'website', 'technicalSupportEmail', 'defaultLanguageCode', 'description'] as const;

/** Only what changed, so that two people can edit different fields; `null` clears. */
export function accountPatch(before: AccountValues, after: AccountValues): AccountPatch {
  const changed = texts.filter((field) => before[field] !== after[field]);
  const address = addressPatch(before.address, after.address);
  return {
    ...Object.fromEntries(changed.map((field) => [field, after[field].trim() || null])),
    ...(address === undefined ? {} : { address }),
  };
}

/** A form of two parts when there is a new picture, else plain JSON; `null` takes the picture away. */
export function accountBody(patch: AccountPatch, logo: File | null | undefined): FormData | AccountPatch {
  if (!logo) return logo === null ? { ...patch, icon: null } : patch;
  const form = new FormData();
  form.append('account', JSON.stringify(patch));
  form.append('logo', logo);
  return form;
}
