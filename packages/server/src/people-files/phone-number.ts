import { hasPhones, type PhoneCountry, splitPhone } from '@tenantry/addresses/phones';
import { PeopleFileError, quote } from './people-file-error.ts';

export interface FilePhone {
  prefix?: string;
  number: string;
}

/**
 * A phone number as a list holds it: international numbers, and local ones of `country`, split into calling code and national number; other local
 * numbers as their digits alone. What cannot be kept (prefix over 10, number over 15 digits, no number at all) becomes a warning: an unreadable phone
 * number is no reason to leave a person out.
 */
export function readPhone(cell: string, country: PhoneCountry | undefined): { phone?: FilePhone; warning?: string } {
  const dropped = { warning: `The phone number ${quote(cell)} cannot be read and is left out.` };
  const text = cell.normalize('NFKC').replace(/^00(?=[1-9])/u, '+');
  if (text.length > 60) return dropped;
  const split = splitPhone(text, country);
  if (split) {
    const phone = { prefix: split.prefix, number: split.number };
    if (phone.number.length > 15) return dropped;
    return split.extension ? { phone, warning: `The extension in the phone number ${quote(cell)} is left out.` } : { phone };
  }
  // Excel turns long numbers into 4.9E+11; letters in general mean that the digits alone would be a wrong number.
  if (!/^[0-9()\s./\u2010-\u2015-]+$/u.test(text)) return dropped;
  const digits = text.replace(/[^0-9]/gu, '');
  return digits.length >= 3 && digits.length <= 15 ? { phone: { number: digits } } : dropped;
}

/** The country for local phone numbers; throws PeopleFileError when it is not an ISO 3166-1 alpha-2 code of a country with phone numbers. */
export function phoneCountry(code: string | undefined): PhoneCountry | undefined {
  if (code === undefined) return undefined;
  const upper = code.toUpperCase();
  if (!hasPhones(upper)) throw new PeopleFileError('country-unknown', `${quote(code)} is not a country code such as DE or US.`);
  return upper;
}
