import rules from './rules.json' with { type: 'json' };

/** ISO 3166-1 alpha-2, officially assigned, in the order of the alphabet. Their names are Intl's, which has no list of its own. */
export const countryCodes: readonly string[] = Object.keys(rules);

/** The ISO code of a country: `UK`, which many systems write, means `GB`. Undefined for what is no country. */
export function countryOf(code: string | null | undefined): string | undefined {
  const upper = code?.trim().toUpperCase() ?? '';
  const iso = upper === 'UK' ? 'GB' : upper;
  return Object.hasOwn(rules, iso) ? iso : undefined;
}
