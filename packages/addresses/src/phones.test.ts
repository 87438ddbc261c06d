import { describe, expect, it } from 'vitest';
import { checkPhone, hasPhones, splitPhone } from './phones.ts';

describe('phone numbers', () => {
  it.each([
    ['+41', '415112233', 'possible', '+41 41 511 22 33'],
    ['+41', '041 511 22 33', 'possible', '+41 41 511 22 33'],
    ['+49', '(0)711 123456', 'possible', '+49 711 123456'],
    ['+39', '06 6982', 'possible', '+39 06 6982'],
    ['+1', '2015550123', 'possible', '+1 201 555 0123'],
    ['+41', '12', 'impossible', '+41 12'],
    ['+1', '20155501', 'impossible', '+1 20155501'],
  ])('%s %s is %s: %s', (prefix, number, format, text) => {
    expect(checkPhone({ prefix, number })).toEqual({ format, text });
  });

  it('without a calling code, or without digits, are not judged', () => {
    expect(checkPhone({ number: '12' })).toEqual({ format: 'unknown' });
    expect(checkPhone({ prefix: '41', number: '415112233' })).toEqual({ format: 'unknown' });
    expect(checkPhone({ prefix: '+41', number: ' ' })).toEqual({ format: 'unknown' });
  });

  it('are split when they are international, or local ones of a known country', () => {
    expect(splitPhone('+41 41 511 22 33')).toEqual({ prefix: '+41', number: '415112233', extension: false });
    expect(splitPhone('041 511 22 33', 'CH')).toEqual({ prefix: '+41', number: '415112233', extension: false });
    expect(splitPhone('+41 41 511 22 33 ext. 7')).toMatchObject({ number: '415112233', extension: true });
    expect(splitPhone('041 511 22 33')).toBeUndefined();
    expect(['CH', 'AQ', 'ZZ'].map(hasPhones)).toEqual([true, false, false]);
  });
});
