import { describe, expect, it } from 'vitest';
import { daysLeft, expiryDate, expiryProblem, expiryState } from './expiry.ts';

const now = Date.parse('2026-03-01T10:00:00.000Z');

describe('the expiry of a token', () => {
  it('lasts to the end of the chosen day in the zone of the person, also when the clocks change', () => {
    const custom = (day: string) => ({ preset: 'custom' as const, day });
    expect(expiryDate(custom('2026-05-01'), now, 'UTC')).toBe('2026-05-01T23:59:59.999Z');
    expect(expiryDate(custom('2026-05-01'), now, 'Europe/Zurich')).toBe('2026-05-01T21:59:59.999Z');
    expect(expiryDate(custom('2026-03-29'), now, 'Europe/Zurich')).toBe('2026-03-29T21:59:59.999Z');
    expect(expiryDate(custom('2026-05-01'), now, 'Pacific/Auckland')).toBe('2026-05-01T11:59:59.999Z');
  });

  it('counts presets in days from today', () => {
    expect(expiryDate({ preset: '30', day: '' }, now, 'UTC')).toBe('2026-03-31T23:59:59.999Z');
    expect(expiryDate({ preset: '365', day: '' }, now, 'UTC')).toBe('2027-03-01T23:59:59.999Z');
  });

  it('tells no expiry from "as it was"', () => {
    expect(expiryDate({ preset: 'none', day: '2026-05-01' }, now, 'UTC')).toBeNull();
    expect(expiryDate({ preset: 'keep', day: '2026-05-01' }, now, 'UTC')).toBeUndefined();
  });

  it('refuses a missing day and one that is over, and takes today', () => {
    expect(expiryProblem({ preset: 'custom', day: '' }, now, 'UTC')).toBe('dayMissing');
    expect(expiryProblem({ preset: 'custom', day: '2026-02-28' }, now, 'UTC')).toBe('dayPast');
    expect(expiryProblem({ preset: 'custom', day: '2026-03-01' }, now, 'UTC')).toBeUndefined();
    expect(expiryProblem({ preset: 'none', day: '' }, now, 'UTC')).toBeUndefined();
  });

  it.each([
    [null, 'never'],
    ['2026-03-15T10:00:00.000Z', 'later'],
    ['2026-03-15T09:59:59.999Z', 'soon'],
    ['2026-03-01T10:00:00.001Z', 'soon'],
    ['2026-03-01T10:00:00.000Z', 'expired'],
  ])('at %s is "%s"', (at, state) => {
    expect(expiryState(at, now)).toBe(state);
  });

  it('counts the days left as the calendar of the person does', () => {
    expect(daysLeft('2026-03-04T09:00:00.000Z', now, 'UTC')).toBe(3);
    expect(daysLeft('2026-03-01T23:59:59.999Z', now, 'UTC')).toBe(0);
    expect(daysLeft('2026-03-01T23:59:59.999Z', now, 'Asia/Tokyo')).toBe(1);
  });
});
