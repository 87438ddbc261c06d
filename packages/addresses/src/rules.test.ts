import { describe, expect, it } from 'vitest';
import { generate } from '../generate.ts';
import storedAreas from './areas.json' with { type: 'json' };
import { areasOf } from './areas.ts';
import { countryCodes, countryOf } from './countries.ts';
import { findArea } from './find-area.ts';
import storedRules from './rules.json' with { type: 'json' };
import { addressRules } from './rules.ts';

describe('the rules of each country', () => {
  it('are what their packages say: whoever updates one runs generate.ts', () => {
    const { rules, areas } = generate();
    expect(storedRules).toEqual(rules);
    expect(storedAreas).toEqual(areas);
  });

  it('are there for every country of ISO 3166-1, and the example of each fits its own pattern', () => {
    expect(countryCodes).toHaveLength(249);
    const codes = countryCodes.filter((code) => addressRules(code).postCode);
    expect(codes.length).toBeGreaterThan(150);
    for (const code of codes) {
      const { pattern, example } = addressRules(code).postCode!;
      expect(`${code} ${pattern.test(example)}`).toBe(`${code} true`);
    }
  });

  it('never require a part that they have no line for', () => {
    for (const code of countryCodes) {
      const { required, rows } = addressRules(code);
      expect([code, [...required].filter((part) => !rows.flat().includes(part))]).toEqual([code, []]);
    }
  });

  it.each([
    ['US', [['addressLine1'], ['city', 'state', 'postCode']], 'zip', 'state', true],
    ['CH', [['addressLine1'], ['postCode', 'city']], 'postCode', 'canton', true],
    ['GB', [['addressLine1'], ['city'], ['postCode']], 'postCode', 'region', false],
    ['UK', [['addressLine1'], ['city'], ['postCode']], 'postCode', 'region', false],
    ['IE', [['addressLine1'], ['city'], ['state'], ['postCode']], 'eircode', 'county', true],
    ['IN', [['addressLine1'], ['city', 'postCode'], ['state']], 'pin', 'state', true],
    ['HK', [['addressLine1'], ['city'], ['state']], 'postCode', 'area', true],
    ['SG', [['addressLine1'], ['postCode']], 'postCode', 'region', false],
    ['', [['addressLine1'], ['postCode', 'city'], ['state']], 'postCode', 'region', false],
  ])('%s', (code, rows, postCodeKind, stateKind, listed) => {
    expect(addressRules(code)).toMatchObject({ rows, postCodeKind, stateKind, listed });
  });

  it('know UK for GB, and no country that is none', () => {
    expect(['UK', 'gb', ' ch ', 'ZZ', '', 'constructor', null].map(countryOf)).toEqual([
      'GB',
      'GB',
      'CH',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('states', () => {
  it('have what a letter says and a name, both once', () => {
    expect(areasOf('US')).toContainEqual({ value: 'CA', name: 'California' });
    expect(areasOf('CH')).toContainEqual({ value: 'Zug', name: 'Zug' });
    expect(areasOf('JP')).toContainEqual({ value: 'Tokyo', name: 'Tokyo' });
    expect(areasOf('NO')).toEqual([]);
    for (const code of countryCodes) {
      const areas = areasOf(code);
      expect([code, new Set(areas.map((area) => area.value)).size]).toEqual([code, areas.length]);
      expect([code, areas.length > 0]).toEqual([code, addressRules(code).listed]);
    }
  });

  it('are found by value or name, with or without accents', () => {
    expect(findArea(areasOf('US'), 'california')?.value).toBe('CA');
    expect(findArea(areasOf('CH'), 'Zurich')?.value).toBe('Zürich');
    expect(findArea(areasOf('US'), 'Ontario')).toBeUndefined();
  });
});
