import { describe, expect, it } from 'vitest';
import { formatDate } from './date-time.tsx';

const midnight = '2030-12-31T23:30:05.007Z';

describe('formatDate', () => {
  it.each([
    ['DMY', '01/01/2031'],
    ['MDY', '01/01/2031'],
    ['YMD', '2031-01-01'],
  ] as const)('writes %s in the person’s zone', (dateOrder, text) => {
    expect(formatDate(midnight, 'date', { dateOrder, timeZone: 'Europe/Zurich' })).toBe(text);
  });

  it.each([
    ['DMY', '31/12/2030, 23:30'],
    ['MDY', '12/31/2030, 23:30'],
    ['YMD', '2030-12-31, 23:30'],
  ] as const)('writes %s with the time of day, whatever the language', (dateOrder, text) => {
    expect(formatDate(midnight, 'date-time', { dateOrder, timeZone: 'UTC', hour12: false })).toBe(text);
  });

  it('keeps milliseconds and zone in the precise form', () => {
    expect(formatDate(midnight, 'precise', { dateOrder: 'YMD', timeZone: 'UTC', hour12: false })).toMatch(
      /^2030-12-31, 23:30:05[.,]007 UTC$/,
    );
  });

  it('writes the time of day alone, in the person’s zone and clock', () => {
    expect(formatDate(midnight, 'time', { timeZone: 'Asia/Tokyo', culture: 'de-CH', dateOrder: 'YMD' })).toBe('08:30:05');
    expect(formatDate(midnight, 'time', { timeZone: 'UTC', culture: 'en-US', hour12: true })).toMatch(/^11:30:05\sPM$/);
  });

  it('shows what is no time as it is', () => {
    expect(formatDate('soon', 'date', { dateOrder: 'DMY' })).toBe('soon');
  });
});
