import type { Address } from '@tenantry/contract/fields';
import { KeyValue } from '../panel.tsx';
import { useAddressLabels } from './address-labels.ts';
import { addressValues } from './address-values.ts';
import { countryName } from './countries.ts';
import { shownParts } from './shown-parts.ts';

/** An address, part by part, in the order and with the words of its country. */
export function AddressList({ address }: { address: Address | null | undefined }) {
  const values = addressValues(address);
  const labels = useAddressLabels(values.country);
  const parts = (['addressLine1', 'addressLine2', ...shownParts(values), 'country'] as const).filter(
    (part) => part !== 'addressLine2' || values[part],
  );
  return (
    <KeyValue
      items={parts.map((part) => ({ label: labels[part], value: part === 'country' ? countryName(values[part]) : values[part] }))}
    />
  );
}
