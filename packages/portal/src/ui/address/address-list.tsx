import type { Address } from '@tenantry/contract/fields';
import { KeyValue } from '../panel.tsx';
import { addressParts } from './address-values.ts';
import { countryName } from './countries.ts';
import { useAddressTexts } from './texts.ts';

/** An address, part by part. */
export function AddressList({ address }: { address: Address | null | undefined }) {
  const t = useAddressTexts();
  const items = addressParts.map((part) => {
    const text = address?.[part] ?? '';
    return { label: t(part), value: part === 'country' && text ? countryName(text) : text };
  });
  return <KeyValue items={items} />;
}
