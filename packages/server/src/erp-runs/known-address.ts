import type { Address } from '@tenantry/contract';

/**
 * An address with what the ERP knows of it. Required parts that neither knows are the word that the ERP has for it, as existing clients
 * know it; without a country there is no address.
 */
export function completed(ours: Address | null, erp: Partial<Address> | null): Address | null {
  if (!erp || !(erp.country ?? ours?.country)) return ours;
  const unknown = 'unknown';
  return { addressLine1: unknown, postCode: unknown, city: unknown, state: unknown, ...ours, ...erp } as Address;
}
