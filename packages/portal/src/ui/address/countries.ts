import { countryCodes, countryOf } from '@tenantry/addresses';
import { currentLanguage } from '../../i18n.ts';
import type { Option } from '../select.tsx';

/** The name of a country in the reader's language; the code itself when it is unknown. */
export function countryName(code: string, language: string = currentLanguage()): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(countryOf(code) ?? code) ?? code;
}

/** All countries by name, in the order of the reader's alphabet. What is stored stays: `UK` stands for the United Kingdom, and a code of no country for itself. */
export function countryOptions(language: string = currentLanguage(), stored = ''): Option[] {
  const { compare } = new Intl.Collator(language);
  const iso = countryOf(stored);
  const values = countryCodes.map((code) => (code === iso ? stored : code));
  const options = (stored && !iso ? [stored, ...values] : values).map((value) => ({ value, label: countryName(value, language) }));
  return options.sort((a, b) => compare(a.label, b.label));
}
