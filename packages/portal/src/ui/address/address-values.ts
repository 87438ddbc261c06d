import type { Address } from '@tenantry/contract/fields';

export const addressParts = ['addressLine1', 'addressLine2', 'city', 'country', 'state', 'postCode'] as const;
export type AddressPart = (typeof addressParts)[number];

/** An address as a form holds it: every part a text, `''` for absent. */
export type AddressValues = Record<AddressPart, string>;

export function addressValues(address: Address | null | undefined): AddressValues {
  return Object.fromEntries(addressParts.map((part) => [part, address?.[part] ?? ''])) as AddressValues;
}

/** The parts that are still needed: all but line 2, as soon as one part is given. */
export function missingParts(values: AddressValues): AddressPart[] {
  const given = addressParts.filter((part) => values[part].trim() !== '');
  return given.length === 0 ? [] : addressParts.filter((part) => part !== 'addressLine2' && !given.includes(part));
}

/** A merge patch (RFC 7396) from one state to the other; `null` takes the whole address away, `undefined` is no change. */
export function addressPatch(before: AddressValues, after: AddressValues): Partial<Address> | null | undefined {
  const changed = addressParts.filter((part) => before[part] !== after[part]);
  if (changed.length === 0) return undefined;
  if (addressParts.every((part) => after[part].trim() === '')) return null;
  return Object.fromEntries(changed.map((part) => [part, part === 'addressLine2' ? after[part] || null : after[part]]));
}
