import type { AuditRecord } from '@tenantry/contract/audit-records';
import { countryName } from '../ui/address/countries.ts';

type Geolocation = NonNullable<NonNullable<NonNullable<AuditRecord['request']>['api']>['geolocation']>;

/** "Zug, Switzerland", the country in the language of the portal. */
export function placeOf({ countryCode, countryName: asStored, region }: Geolocation): string {
  const country = countryCode ? countryName(countryCode) : asStored;
  return [region, country === countryCode ? asStored || country : country].filter(Boolean).join(', ');
}
