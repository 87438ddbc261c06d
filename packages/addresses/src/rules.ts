import { countryOf } from './countries.ts';
import stored from './rules.json' with { type: 'json' };

/** The parts of an address as the API names them, line 2 apart: it belongs to line 1. */
export type Part = 'addressLine1' | 'postCode' | 'city' | 'state';

/** What the postcode is called: `pin` in India, `eircode` in Ireland. */
export type PostCodeKind = 'postCode' | 'zip' | 'pin' | 'eircode';

const stateKinds = [
  'region',
  'state',
  'province',
  'prefecture',
  'county',
  'canton',
  'land',
  'voivodeship',
  'area',
  'department',
  'district',
  'emirate',
  'island',
  'oblast',
  'parish',
] as const;

/** What a state is called; `region` where nothing is known. */
export type StateKind = (typeof stateKinds)[number];

export type CityKind = 'city' | 'district' | 'postTown' | 'suburb';

export interface AddressRules {
  /** Lines as they are printed: `CH-%Z %C`. */
  lines: readonly string[];
  /** The parts in the order of the lines; parts of one line together. What the country does not use is missing. */
  rows: readonly (readonly Part[])[];
  required: ReadonlySet<Part>;
  postCode?: { pattern: RegExp; example: string; prefix: string };
  postCodeKind: PostCodeKind;
  stateKind: StateKind;
  cityKind: CityKind;
  /** `loadAreas` knows its states. */
  listed: boolean;
}

interface Stored {
  lines: readonly string[];
  required: string;
  postCode?: { pattern: string; example: string; name?: string };
  state?: string;
  city?: string;
  listed?: boolean;
}

const partOf: Readonly<Record<string, Part>> = { A: 'addressLine1', C: 'city', S: 'state', Z: 'postCode' };

// Nothing is known of where it is, so every part may be given.
const anywhere: Stored = { lines: ['%A', '%Z %C', '%S'], required: 'AC' };

// Its own word, where the data say nothing or something too general.
const stateWords: Readonly<Record<string, StateKind>> = {
  AT: 'land',
  CH: 'canton',
  DE: 'land',
  PL: 'voivodeship',
  KR: 'province',
};

/** How addresses of a country look. Advice: the API takes any text in any part, and so do we for a country that is none. */
export function addressRules(country: string | null | undefined): AddressRules {
  const iso = countryOf(country);
  const known = cache.get(iso ?? '');
  if (known) return known;
  const rules = read(iso, iso ? (stored as Readonly<Record<string, Stored>>)[iso]! : anywhere);
  cache.set(iso ?? '', rules);
  return rules;
}

const cache = new Map<string, AddressRules>();

function read(iso: string | undefined, { lines, required, postCode, state, city, listed }: Stored): AddressRules {
  const { pattern, example, name } = postCode ?? {};
  return {
    lines,
    rows: lines.map((line) => tokensOf(line).map((token) => partOf[token]!)),
    required: new Set([...required].map((token) => partOf[token]!)),
    ...(pattern ? { postCode: { pattern: new RegExp(`^(?:${pattern})$`, 'i'), example: example ?? '', prefix: prefixOf(lines) } } : {}),
    postCodeKind: name === 'zip' || name === 'pin' || name === 'eircode' ? name : 'postCode',
    stateKind: (iso && stateWords[iso]) || stateKind(state),
    cityKind: city === 'post_town' ? 'postTown' : city === 'district' || city === 'suburb' ? city : 'city',
    listed: listed === true,
  };
}

const tokensOf = (line: string) => [...line.matchAll(/%([ACSZ])/g)].map((match) => match[1]!);

/** `CH-` of `CH-%Z %C`. */
const prefixOf = (lines: readonly string[]) => lines.map((line) => /^([^%]+)%Z/.exec(line)?.[1]).find((prefix) => prefix) ?? '';

const stateKind = (word: string | undefined): StateKind => stateKinds.find((kind) => kind === word) ?? 'region';
