import { describe, expect, it } from 'vitest';
import { formatAddress } from './format.ts';

const street = { addressLine1: 'Street 1' };

describe('an address as its country prints it', () => {
  it.each([
    ['CH', { postCode: '6300', city: 'Zug', state: 'Zug' }, ['Street 1', 'CH-6300 Zug']],
    ['CH', { postCode: 'CH-6300', city: 'Zug', state: 'Zug' }, ['Street 1', 'CH-6300 Zug']],
    [
      'DE',
      { addressLine2: 'Hof 2', postCode: '70174', city: 'Stuttgart', state: 'Baden-Württemberg' },
      ['Street 1', 'Hof 2', '70174 Stuttgart'],
    ],
    ['GB', { postCode: 'M3 3JE', city: 'Manchester', state: 'Greater Manchester' }, ['Street 1', 'Manchester', 'M3 3JE']],
    ['UK', { postCode: 'M3 3JE', city: 'Manchester' }, ['Street 1', 'Manchester', 'M3 3JE']],
    ['US', { postCode: '89501', city: 'Reno', state: 'NV' }, ['Street 1', 'Reno, NV 89501']],
    ['US', { postCode: '89501', city: 'Reno', state: 'unknown' }, ['Street 1', 'Reno 89501']],
    ['US', { postCode: 'unknown', city: 'unknown', state: 'NV' }, ['Street 1', 'NV']],
    ['CH', { postCode: 'unknown', city: 'Zug' }, ['Street 1', 'Zug']],
    ['IT', { postCode: '00144', city: 'Roma', state: 'RM' }, ['Street 1', '00144 Roma RM']],
    ['BR', { postCode: '40301-110', city: 'Salvador', state: 'BA' }, ['Street 1', 'Salvador-BA', '40301-110']],
    ['JP', { postCode: '154-0023', city: 'Setagaya', state: 'Tokyo' }, ['Street 1, Tokyo', 'Setagaya', '154-0023']],
    ['SG', { postCode: '546080', city: 'Singapore', state: 'unknown' }, ['Street 1', 'SINGAPORE 546080']],
    ['AE', { postCode: 'unknown', city: 'Dubai', state: 'Dubai' }, ['Street 1', 'Dubai']],
    ['AE', { postCode: 'unknown', city: 'Dub', state: 'Dubai' }, ['Street 1', 'Dub', 'Dubai']],
    ['HK', { postCode: '000', city: 'Mong Kok', state: 'Kowloon' }, ['Street 1', 'Mong Kok', 'Kowloon']],
    ['ZZ', { postCode: '1', city: 'There', state: 'Far' }, ['Street 1', '1 There', 'Far']],
  ])('%s %o', (country, rest, lines) => {
    expect(formatAddress({ ...street, ...rest, country })).toEqual(lines);
  });

  it('ends with the country, and is empty when nothing is known', () => {
    expect(formatAddress({ ...street, city: 'Zug', country: 'CH' }, 'Schweiz')).toEqual(['Street 1', 'Zug', 'Schweiz']);
    expect(formatAddress({ ...street, postCode: 'GX11 1AA', city: 'Gibraltar', country: 'GI' }, 'Gibraltar')).toEqual([
      'Street 1',
      'GX11 1AA',
      'Gibraltar',
    ]);
    expect(formatAddress({ addressLine1: 'unknown', city: 'UNKNOWN', country: null })).toEqual([]);
  });
});
