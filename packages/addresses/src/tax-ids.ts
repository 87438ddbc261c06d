import { entityValidators, euVat, stdnum, type Validator } from 'stdnum';
import { countryOf } from './countries.ts';

/** `format` is all that is looked at: whether a number is really given to somebody is known to its registry alone, and none is asked here. */
export type TaxIdCheck =
  | { format: 'valid'; compact: string; kind: string }
  | { format: 'invalid'; compact: string; reason: 'length' | 'characters' | 'checkDigit' }
  | { format: 'unknown'; compact: string };

// Kinds that organisations have beside those that the library lists for them.
const more: Readonly<Record<string, readonly (Validator | undefined)[]>> = {
  BR: [stdnum.BR?.cpf],
  CA: [stdnum.CA?.gst],
  IN: [stdnum.IN?.gstin],
  IT: [stdnum.IT?.codicefiscale],
};

/** Whether a tax number of an organisation has the form of one of its country's. A hint to show, no reason to refuse: the API takes any text. */
export function checkTaxId(country: string, value: string): TaxIdCheck {
  const compact = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const iso = countryOf(country) ?? '';
  const validators = [...(euVat[iso] ?? []), ...(entityValidators[iso] ?? []), ...(more[iso] ?? [])].filter((one) => one !== undefined);
  if (compact === '' || validators.length === 0) return { format: 'unknown', compact };
  const errors: string[] = [];
  for (const validator of validators) {
    const result = validator.validate(value.trim().toUpperCase());
    if (result.isValid) return { format: 'valid', compact: result.compact, kind: validator.abbreviation ?? validator.localName };
    errors.push(result.error.name);
  }
  // The nearest miss says most: a wrong check digit has passed everything before it.
  return { format: 'invalid', compact, reason: reasonOf(errors) };
}

function reasonOf(errors: readonly string[]): 'length' | 'characters' | 'checkDigit' {
  if (errors.includes('InvalidChecksum')) return 'checkDigit';
  return errors.every((error) => error === 'InvalidLength') ? 'length' : 'characters';
}
