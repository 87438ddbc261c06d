import stored from './areas.json' with { type: 'json' };
import { countryOf } from './countries.ts';

/** A state, canton, prefecture …: what an address says (`CA`), and its name (`California`), which may be the same. */
export interface Area {
  value: string;
  name: string;
}

/** The states of a country, where there is a list. Lists age: a text that is not among them is no mistake. */
export function areasOf(country: string | null | undefined): readonly Area[] {
  const list = (stored as Readonly<Record<string, readonly (string | string[])[]>>)[countryOf(country) ?? ''] ?? [];
  return list.map((entry) => (typeof entry === 'string' ? { value: entry, name: entry } : { value: entry[0]!, name: entry[1]! }));
}

/** The area that a stored text means, by value or name, in whatever case and with or without accents. */
export function findArea(country: string | null | undefined, text: string): Area | undefined {
  const wanted = plain(text);
  return areasOf(country).find((area) => plain(area.value) === wanted || plain(area.name) === wanted);
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
