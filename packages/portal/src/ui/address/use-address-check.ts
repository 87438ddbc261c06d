import { checkAddress } from '@tenantry/addresses';
import { type FieldValues, get } from 'react-hook-form';
import type { Messages } from '../form/index.ts';
import { type AddressValues, addressParts } from './address-values.ts';
import { useAddressTexts } from './texts.ts';

/**
 * The `check` of a form with `AddressFields` at `name`: what the country asks for, only of what somebody changes. Without `required` an address is
 * whole or empty.
 */
export function useAddressCheck(name: string, required = false): (values: FieldValues, before: FieldValues) => Messages {
  const t = useAddressTexts();
  return (values, before) => {
    const address = get(values, name) as AddressValues;
    const empty = addressParts.every((part) => address[part].trim() === '');
    if (empty) return required ? { [`${name}.addressLine1`]: t('missing'), [`${name}.country`]: t('missing') } : {};
    const problems = Object.entries(checkAddress(address, get(before, name) as AddressValues));
    return Object.fromEntries(
      problems.map(([part, kind]) => [`${name}.${part}`, kind === 'shape' ? t('postCodeShape') : t(required ? 'missing' : 'missingToo')]),
    );
  };
}
