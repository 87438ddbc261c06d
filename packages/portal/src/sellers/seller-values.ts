import { addressFields, optional, strict, text } from '@tenantry/contract/fields';
import { NewSeller, type Seller, type SellerPatch } from '@tenantry/contract/sellers';
import { Type } from 'typebox';
import { type AddressValues, addressPatch, addressValues, wholeAddress } from '../ui/address/address-values.ts';

export interface CurrencyValue {
  value: string;
  billingEnabled: boolean;
  isDefault: boolean;
}

export interface SellerValues {
  name: string;
  externalId: string;
  address: AddressValues;
  currencies: CurrencyValue[];
}

export const sellerSchema = Type.Object({
  name: NewSeller.properties.name,
  externalId: text(250, 1),
  address: Type.Optional(strict(optional(addressFields))),
  currencies: Type.Array(Type.Unsafe<CurrencyValue>({}), { minItems: 1 }),
});

export const noSeller: SellerValues = { name: '', externalId: '', address: addressValues(null), currencies: [] };

export const sellerValues = (seller: Seller): SellerValues => ({
  name: seller.name,
  externalId: seller.externalId ?? '',
  address: addressValues(seller.address),
  currencies: (seller.currencies ?? []).map(({ value, billingEnabled = true, isDefault = false }) => ({
    value,
    billingEnabled,
    isDefault,
  })),
});

export function newSeller({ name, externalId, address, currencies }: SellerValues): NewSeller {
  const whole = wholeAddress(address);
  if (!whole) throw new Error('A seller has an address.');
  return { name: name.trim(), externalId: externalId.trim(), address: whole, currencies };
}

/** Only what changed. */
export function sellerPatch(before: SellerValues, after: SellerValues): SellerPatch {
  const changed = (['name', 'externalId'] as const).filter((field) => before[field].trim() !== after[field].trim());
  const address = addressPatch(before.address, after.address);
  return {
    ...Object.fromEntries(changed.map((field) => [field, after[field].trim()])),
    ...(address ? { address } : {}),
    ...(JSON.stringify(before.currencies) === JSON.stringify(after.currencies) ? {} : { currencies: after.currencies }),
  };
}

/** Without one of them; the first takes over when it was the default. */
export function withoutCurrency(all: readonly CurrencyValue[], code: string): CurrencyValue[] {
  const left = all.filter(({ value }) => value !== code);
  return left.some(({ isDefault }) => isDefault) ? left : left.map((one, index) => ({ ...one, isDefault: index === 0 }));
}
