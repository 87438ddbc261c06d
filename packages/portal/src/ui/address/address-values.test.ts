import { describe, expect, it } from 'vitest';
import { addressPatch, addressValues, wholeAddress } from './address-values.ts';
import { countryName, countryOptions } from './countries.ts';

const zug = addressValues({ addressLine1: 'Weg 1', postCode: '6300', city: 'Zug', state: 'ZG', country: 'CH' });

describe('addresses in forms', () => {
  it('read what the ERP did not know as empty, and send it as it was', () => {
    const stored = { addressLine1: 'Quai 1', postCode: 'unknown', city: 'Genève', state: 'Unknown', country: 'CH' };
    const values = addressValues(stored);
    expect(values).toMatchObject({ postCode: '', state: '', city: 'Genève', addressLine2: '' });
    expect(wholeAddress(values)).toEqual({ ...stored, state: 'unknown' });
    expect(addressPatch(values, { ...values, city: 'Genf' })).toEqual({ city: 'Genf' });
    expect(wholeAddress(addressValues(null))).toBeNull();
  });

  it('send every part that the API wants when there was no address, and what changes with the country', () => {
    const paris = { ...addressValues(null), addressLine1: 'Rue 1', postCode: '75001', city: 'Paris', country: 'FR' };
    expect(addressPatch(addressValues(null), paris)).toEqual({
      addressLine1: 'Rue 1',
      postCode: '75001',
      city: 'Paris',
      state: 'unknown',
      country: 'FR',
    });
    expect(addressPatch(zug, { ...zug, country: 'SG', city: '', state: '', postCode: '546080' })).toEqual({
      country: 'SG',
      city: 'Singapore',
      state: 'unknown',
      postCode: '546080',
    });
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
    expect(german).toContainEqual({ value: 'GB', label: 'Vereinigtes Königreich' });
    expect(countryOptions('de', 'UK')).toContainEqual({ value: 'UK', label: 'Vereinigtes Königreich' });
    expect(countryOptions('de', 'UK')).toHaveLength(249);
    expect(countryOptions('de', 'XK')).toHaveLength(250);
    const labels = german.map((country) => country.label);
    expect(labels.indexOf('Österreich')).toBeLessThan(labels.indexOf('Polen'));
  });
});
