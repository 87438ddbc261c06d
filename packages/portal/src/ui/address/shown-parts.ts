import { addressRules, type Part } from '@tenantry/addresses';
import type { AddressValues } from './address-values.ts';

/** The parts after the street that a form shows, in the order of the country: those that it uses, and any that is filled in all the same. */
export function shownParts(values: AddressValues): Exclude<Part, 'addressLine1'>[] {
  const { rows, listed } = addressRules(values.country);
  const used = rows.flat().filter((part) => part !== 'addressLine1');
  const also = {
    // Where the post reads the city from the street lines, people still think of it as one of its own.
    city: used.includes('state'),
    state: listed,
    postCode: false,
  };
  const extra = (['city', 'postCode', 'state'] as const).filter((part) => !used.includes(part) && (also[part] || values[part] !== ''));
  return [...extra.filter((part) => part === 'city'), ...used, ...extra.filter((part) => part !== 'city')];
}
