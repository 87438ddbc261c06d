import { describe, expect, it } from 'vitest';
import { checkAddress, completeAddress } from './check.ts';

const zug = { addressLine1: 'Weg 1', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

describe('what is wrong with an address', () => {
  it.each([
    ['nothing given', {}, {}],
    ['only the word of the ERP', { addressLine1: 'unknown', city: 'Unknown' }, {}],
    ['no country', { city: 'Zug' }, { country: 'missing', addressLine1: 'missing' }],
    ['a whole Swiss one', zug, {}],
    ['Swiss without canton, which no letter needs', { ...zug, state: '' }, {}],
    ['Swiss with the prefix of the country', { ...zug, postCode: 'CH-6300' }, {}],
    ['Swiss with a German postcode', { ...zug, postCode: '63000' }, { postCode: 'shape' }],
    ['Swiss with the word of the ERP for a postcode', { ...zug, postCode: 'unknown' }, { postCode: 'missing' }],
    ['American without state', { addressLine1: '1 Way', city: 'Reno', postCode: '89501', country: 'US' }, { state: 'missing' }],
    ['American with a long ZIP code', { addressLine1: '1 Way', city: 'Reno', state: 'NV', postCode: '89501-1234', country: 'US' }, {}],
    ['British, under the other code, in small letters', { addressLine1: '1 Quay', city: 'Bath', postCode: 'm3 3je', country: 'UK' }, {}],
    [
      'British with an American postcode',
      { addressLine1: '1 Quay', city: 'Bath', postCode: '12345', country: 'GB' },
      { postCode: 'shape' },
    ],
    ['from Hong Kong, where there is no postcode', { addressLine1: '1 Road', state: 'Kowloon', country: 'HK' }, {}],
    ['from Singapore, which is its city', { addressLine1: '1 Road', postCode: '546080', country: 'SG' }, {}],
    ['from a country that is none', { addressLine1: 'x', city: 'y', postCode: '???', country: 'ZZ' }, {}],
    ['from the same, without a street', { city: 'y', country: 'ZZ' }, { addressLine1: 'missing' }],
  ])('%s', (_name, address, problems) => {
    expect(checkAddress(address)).toEqual(problems);
  });

  it('is not asked of a part that is as it was, but is as soon as the country changes', () => {
    const stored = { ...zug, postCode: 'unknown', city: 'unknown' };
    expect(checkAddress({ ...stored, addressLine1: 'Weg 2', city: '' }, stored)).toEqual({});
    expect(checkAddress({ ...stored, postCode: '1' }, stored)).toEqual({ postCode: 'shape' });
    expect(checkAddress({ ...stored, country: 'DE' }, stored)).toEqual({ city: 'missing', postCode: 'missing' });
    expect(checkAddress({ ...zug, city: '' }, zug)).toEqual({ city: 'missing' });
  });
});

describe('an address made whole', () => {
  it('says unknown for what its country does without, and nothing where nothing was given', () => {
    expect(completeAddress({ addressLine1: 'Rue 1', postCode: '75001', city: 'Paris', state: '', country: 'FR' })).toEqual({
      addressLine1: 'Rue 1',
      postCode: '75001',
      city: 'Paris',
      state: 'unknown',
      country: 'FR',
    });
    expect(completeAddress({ addressLine1: ' ', city: 'unknown' })).toBeNull();
  });

  it('names the city after the state or the country where there is no other, and changes no text that is there', () => {
    const dubai = completeAddress({ addressLine1: 'Road 1', state: 'Dubai', country: 'AE' }, 'United Arab Emirates');
    expect(dubai).toMatchObject({ city: 'Dubai', postCode: 'unknown' });
    expect(completeAddress({ addressLine1: 'Road 1', postCode: '546080', country: 'SG' }, 'Singapore')).toMatchObject({
      city: 'Singapore',
    });
    expect(completeAddress({ ...zug, country: 'UK' })).toMatchObject({ country: 'UK', state: 'Zug', postCode: '6300' });
    expect(completeAddress({ addressLine1: 'Weg 1', country: 'CH' }, 'Switzerland')).toMatchObject({ city: 'unknown' });
  });
});
