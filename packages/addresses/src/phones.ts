import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number as the API holds it: calling code (`+41`) and national number. */
export interface PhoneLike {
  prefix?: string | null;
  number?: string | null;
}

export type PhoneCountry = CountryCode;

/** Whether phone numbers of a country are known, which is how local ones can be read. */
export const hasPhones = (country: string): country is PhoneCountry => isSupportedCountry(country);

/** Splits an international number, or a local one of `country`, into its two parts; undefined when it is neither. */
export function splitPhone(text: string, country?: PhoneCountry): { prefix: string; number: string; extension: boolean } | undefined {
  const parsed = parsePhoneNumberFromString(text, { ...(country ? { defaultCountry: country } : {}), extract: false });
  if (!parsed || !(text.startsWith('+') || parsed.isPossible())) return undefined;
  return { prefix: `+${parsed.countryCallingCode}`, number: String(parsed.nationalNumber), extension: parsed.ext !== undefined };
}

/** A number as people read it (`+41 41 511 22 33`), and whether it can be one. A hint to show, no reason to refuse: the API takes any text. */
export function checkPhone({ prefix, number }: PhoneLike): { format: 'possible' | 'impossible'; text: string } | { format: 'unknown' } {
  if (!prefix?.startsWith('+') || !number?.trim()) return { format: 'unknown' };
  const parsed = parsePhoneNumberFromString(`${prefix}${nationalDigits(prefix, number)}`, { extract: false });
  if (!parsed?.isPossible()) return { format: 'impossible', text: `${prefix} ${number.trim()}` };
  return { format: 'possible', text: parsed.formatInternational() };
}

/** Without the zero that is dialled within the country, which `0049` and `(0)` show too; Italy's belongs to the number. */
function nationalDigits(prefix: string, number: string): string {
  const digits = number.replace(/[^0-9]/g, '');
  return prefix === '+39' ? digits : digits.replace(/^0/, '');
}
