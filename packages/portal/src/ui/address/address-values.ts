import { completeAddress, realText } from '@tenantry/addresses';
import type { Address } from '@tenantry/contract/fields';
import { countryName } from './countries.ts';

export const addressParts = ['addressLine1', 'addressLine2', 'city', 'country', 'state', 'postCode'] as const;
export type AddressPart = (typeof addressParts)[number];

/** An address as a form holds it: every part a text, `''` for absent and for `unknown`. */
export type AddressValues = Record<AddressPart, string>;

export function addressValues(address: Address | null | undefined): AddressValues {
  return Object.fromEntries(addressParts.map((part) => [part, realText(address?.[part])])) as AddressValues;
}

/** The address as the API takes it, what its country does without filled in; `null` when nothing is given. */
export function wholeAddress(values: AddressValues): Address | null {
  const whole = completeAddress(values, values.country && countryName(values.country, 'en'));
  if (!whole) return null;
  const { addressLine2, ...rest } = whole;
  return addressLine2 ? { ...rest, addressLine2 } : rest;
}

/** A merge patch (RFC 7396) from one state to the other; `null` takes the whole address away, `undefined` is no change. */
export function addressPatch(before: AddressValues, after: AddressValues): Partial<Address> | null | undefined {
  const was = wholeAddress(before);
  const is = wholeAddress(after);
  if (!is) return was ? null : undefined;
  const changed = addressParts.filter((part) => was?.[part] !== is[part]);
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((part) => [part, is[part] ?? null]));
}
