import { describe, expect, it } from 'vitest';
import { addressPatch, addressValues, missingParts } from './address-values.ts';
import { countryName, countryOptions } from './countries.ts';

const zug = addressValues({ addressLine1: 'Weg 1', postCode: '6300', city: 'Zug', state: 'ZG', country: 'CH' });

describe('addresses in forms', () => {
  it('are whole or empty; line 2 is never needed', () => {
    expect(missingParts(addressValues(undefined))).toEqual([]);
    expect(missingParts(zug)).toEqual([]);
    expect(missingParts({ ...addressValues(undefined), city: 'Zug' })).toEqual(['addressLine1', 'country', 'state', 'postCode']);
    expect(missingParts({ ...addressValues(undefined), addressLine2: 'c/o' })).toHaveLength(5);
  });

  it('send changed parts only, null for an emptied line 2, and null for no address at all', () => {
    expect(addressPatch(zug, zug)).toBeUndefined();
    expect(addressPatch(zug, { ...zug, city: 'Baar' })).toEqual({ city: 'Baar' });
    expect(addressPatch({ ...zug, addressLine2: 'c/o' }, zug)).toEqual({ addressLine2: null });
    expect(addressPatch(zug, addressValues(null))).toBeNull();
  });

  it('name countries in the language of the reader, each once, in its order', () => {
    expect(countryName('CH', 'de')).toBe('Schweiz');
    expect(countryName('made up', 'de')).toBe('made up');
    const german = countryOptions('de');
    expect(new Set(german.map((country) => country.value)).size).toBe(249);
    expect(german.every((country) => country.label !== country.value)).toBe(true);
    const labels = german.map((country) => country.label);
    expect(labels.indexOf('Österreich')).toBeLessThan(labels.indexOf('Polen'));
  });
});
