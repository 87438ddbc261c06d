import stored from './areas.json' with { type: 'json' };
import { countryOf } from './countries.ts';
import type { Area } from './find-area.ts';

/** The states of a country, where there is a list. Lists age: a text that is not among them is no mistake. */
export function areasOf(country: string | null | undefined): readonly Area[] {
  const list = (stored as Readonly<Record<string, readonly (string | string[])[]>>)[countryOf(country) ?? ''] ?? [];
  return list.map((entry) => (typeof entry === 'string' ? { value: entry, name: entry } : { value: entry[0]!, name: entry[1]! }));
}
