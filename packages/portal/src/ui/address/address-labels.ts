import { addressRules } from '@tenantry/addresses';
import type { AddressPart } from './address-values.ts';
import { useAddressTexts } from './texts.ts';

/** What the parts are called in a country: ZIP code, canton, post town. */
export function useAddressLabels(country: string): Record<AddressPart, string> {
  const t = useAddressTexts();
  const { cityKind, postCodeKind, stateKind } = addressRules(country);
  return {
    addressLine1: t('addressLine1'),
    addressLine2: t('addressLine2'),
    city: t(`cities.${cityKind}`),
    country: t('country'),
    state: t(`states.${stateKind}`),
    postCode: t(`postCodes.${postCodeKind}`),
  };
}
