import type { Address } from '@tenantry/contract';
import type { Fields } from '@tenantry/rql';
import { invalid } from './problem.ts';

const parts = ['addressLine1', 'addressLine2', 'postCode', 'city', 'state', 'country'] as const;

/** An address as a filter sees it: `address.city` and the like, over a jsonb column. */
export const addressColumns = (column: string): Fields =>
  Object.fromEntries(parts.map((part) => [`address.${part}`, { type: 'text' as const, sql: `${column} ->> '${part}'`, nullable: true }]));

/** An address after a change that names some of its parts (RFC 7396); null clears it. Throws 400 unless what comes out is whole. */
export function mergedAddress(before: Address | null | undefined, given: Partial<Address> | null): Address | null {
  if (given === null) return null;
  const merged: Record<string, unknown> = { ...before, ...given };
  const missing = parts.filter((part) => part !== 'addressLine2' && !merged[part]);
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((part) => [`address.${part}`, ['Must be given.']])));
  return merged as Address;
}
