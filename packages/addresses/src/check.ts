import { type AddressLike, withoutPrefix } from './format.ts';
import { addressRules, type Part } from './rules.ts';
import { realText, unknown } from './unknown.ts';

export type AddressProblem = 'missing' | 'shape';

/**
 * What is wrong with an address by the customs of its country. Advice for forms, never a reason for the server to refuse. A part that is as it
 * was is not asked about: whoever corrects a street need not know the postcode that the ERP did not know either.
 */
export function checkAddress(address: AddressLike, before: AddressLike = {}): Partial<Record<Part | 'country', AddressProblem>> {
  const given = ['addressLine1', 'addressLine2', 'postCode', 'city', 'state', 'country'] as const;
  if (given.every((part) => realText(address[part]) === '')) return {};
  const { required, postCode } = addressRules(address.country);
  const stays = (part: Part) =>
    realText(before.country) !== '' && before.country === address.country && realText(before[part]) === realText(address[part]);
  const missing = [...required].filter((part) => realText(address[part]) === '' && !stays(part));
  const code = realText(address.postCode);
  const misshapen = code && postCode && !stays('postCode') && !postCode.pattern.test(withoutPrefix(code, postCode.prefix));
  return {
    ...(realText(address.country) === '' ? { country: 'missing' } : {}),
    ...Object.fromEntries(missing.map((part) => [part, 'missing'])),
    ...(misshapen ? { postCode: 'shape' } : {}),
  };
}

/**
 * The address with every part that the API wants: what the country does without is `unknown`, and a missing city is the state or the country that
 * is one (`countryName`: in English). `null` when nothing is given.
 */
export function completeAddress<A extends AddressLike>(address: A, countryName = ''): (A & Record<Part | 'country', string>) | null {
  const real = Object.fromEntries(Object.entries(address).map(([part, value]) => [part, realText(value)])) as Record<string, string>;
  if (Object.values(real).every((value) => value === '')) return null;
  const usesCity = addressRules(address.country).rows.flat().includes('city');
  const city = real.city || (usesCity ? '' : real.state || countryName);
  const whole = { ...real, city, country: real.country ?? '' } as Record<string, string>;
  for (const part of ['addressLine1', 'postCode', 'city', 'state'] as const) whole[part] ||= unknown;
  return { ...address, ...whole } as A & Record<Part | 'country', string>;
}
