import { describe, expect, it } from 'vitest';
import { checkTaxId } from './tax-ids.ts';

describe('tax numbers', () => {
  it.each([
    ['AT', 'ATU13585627', 'U13585627', 'U13585626', 'checkDigit'],
    ['AU', '83 914 571 673', '83914571673', '83914571674', 'checkDigit'],
    ['BE', 'BE 0428.759.497', '0428759497', 'BE0428759496', 'checkDigit'],
    ['BR', '16.727.230/0001-97', '16727230000197', '16727230000198', 'checkDigit'],
    ['CH', 'CHE-107.787.577', 'CHE107787577', 'CHE107787578', 'checkDigit'],
    ['DE', 'DE136695976', '136695976', 'DE136695977', 'checkDigit'],
    ['ES', 'B-58378431', 'B58378431', 'B58378432', 'checkDigit'],
    ['FR', 'FR 40 303 265 045', '40303265045', 'FR41303265045', 'checkDigit'],
    ['GB', 'GB 980 7806 84', '980780684', 'GB802311781', 'checkDigit'],
    ['UK', 'GB980780684', '980780684', '9807806', 'length'],
    ['GR', 'EL 094259216', '094259216', 'EL094259217', 'checkDigit'],
    ['IN', '27AAPFU0939F1ZV', '27AAPFU0939F1ZV', '27AAPFU0939F1ZO', 'checkDigit'],
    ['IT', 'IT 00743110157', '00743110157', '00743110158', 'checkDigit'],
    ['NL', 'NL004495445B01', '004495445B01', 'NL004495446B01', 'checkDigit'],
    ['NO', 'NO 995 525 828 MVA', '995525828MVA', '995525829', 'checkDigit'],
    ['PL', 'PL 856-734-62-15', '8567346215', '8567346216', 'checkDigit'],
    ['US', '04-2103594', '042103594', '04-210359', 'length'],
  ])('of %s have a form: %s does, %s compact; %s does not, for its %s', (country, valid, compact, invalid, reason) => {
    expect(checkTaxId(country, valid)).toMatchObject({ format: 'valid', compact });
    expect(checkTaxId(country, ` ${valid.toLowerCase()} `)).toMatchObject({ format: 'valid', compact });
    expect(checkTaxId(country, invalid)).toMatchObject({ format: 'invalid', reason });
  });

  it('of a country without rules, and none at all, are not judged', () => {
    expect(checkTaxId('AQ', 'ICE-1')).toEqual({ format: 'unknown', compact: 'ICE1' });
    expect(checkTaxId('ZZ', '12')).toEqual({ format: 'unknown', compact: '12' });
    expect(checkTaxId('DE', ' - ')).toEqual({ format: 'unknown', compact: '' });
  });
});
