import { type AddressLike, formatAddress } from '@tenantry/addresses';
import { Absent } from '../date-time.tsx';
import { countryName } from './countries.ts';

/** The lines of an address in the order of its country, which comes last, in words. */
export const addressLines = (address: AddressLike): string[] => formatAddress(address, address.country ? countryName(address.country) : '');

/** An address as a letter shows it; `inline` for tables. */
export function AddressText({ address, inline }: { address: AddressLike | null | undefined; inline?: boolean }) {
  const lines = address ? addressLines(address) : [];
  if (lines.length === 0) return <Absent />;
  return inline ? lines.join(', ') : <address className="whitespace-pre-line break-words not-italic">{lines.join('\n')}</address>;
}
