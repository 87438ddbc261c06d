import { addressRules } from './rules.ts';
import { realText } from './unknown.ts';

/** An address as the API holds it, whole or not. */
export interface AddressLike {
  addressLine1?: string | null;
  addressLine2?: string | null;
  postCode?: string | null;
  city?: string | null;
  state?: string | null;
  country?: string | null;
}

/**
 * The lines of an address as they are printed in its country, `unknown` left out; the country's name, which the caller knows in the reader's
 * language, comes last. A state stands there only where the post wants it; a city always does.
 */
export function formatAddress(address: AddressLike, countryName = ''): string[] {
  const { lines, postCode } = addressRules(address.country);
  const street = [realText(address.addressLine1), realText(address.addressLine2)].filter(Boolean);
  const values: Record<string, string> = {
    A: street.join('\n'),
    C: realText(address.city),
    S: realText(address.state),
    Z: withoutPrefix(realText(address.postCode), postCode?.prefix ?? ''),
  };
  const printed = lines.map((line) => fill(line, values));
  return [printed[0] ?? '', homelessCity(lines, values, countryName), ...printed.slice(1), countryName]
    .flatMap((line) => line.split('\n'))
    .filter(Boolean);
}

/** A city that the format has no place for, because it is part of the street lines there; unless it stands there already: Singapore, Dubai. */
function homelessCity(lines: readonly string[], { C = '', S = '' }: Readonly<Record<string, string>>, countryName: string): string {
  const words = lines
    .join(' ')
    .replace(/%[ACSZ]/g, '')
    .toUpperCase();
  const stands = [S, countryName].some((text) => text.toUpperCase() === C.toUpperCase()) || words.includes(C.toUpperCase());
  return stands || lines.some((line) => line.includes('%C')) ? '' : C;
}

/** `CH-6300` where the format writes the prefix itself. */
export function withoutPrefix(postCode: string, prefix: string): string {
  return prefix && postCode.toUpperCase().startsWith(prefix.toUpperCase()) ? postCode.slice(prefix.length).trim() : postCode;
}

/** What stands between two parts is written only when both are there, what stands before the first only when that is. */
function fill(line: string, values: Readonly<Record<string, string>>): string {
  let text = '';
  for (const [, before = '', token = '', after = ''] of line.matchAll(/([^%]*)%([ACSZ])([^%]*$)?/g)) {
    const value = values[token];
    if (!value) continue;
    const leads = line.startsWith(`${before}%${token}`);
    text += `${text === '' && !leads ? '' : before}${value}${after}`;
  }
  return text.trim();
}
