import type { AuditRecord } from '@tenantry/contract/audit-records';
import { countryName } from '../ui/address/countries.ts';

type Place = NonNullable<NonNullable<NonNullable<AuditRecord['request']>['api']>['geolocation']>;

/** Where a request came from: the country in the reader's language, the region as the file of the installation writes it. */
export function placeText({ countryCode, countryName: english, region }: Place): string {
  const country = countryName(countryCode);
  return [region, country === countryCode ? (english ?? countryCode) : country].filter(Boolean).join(', ');
}
