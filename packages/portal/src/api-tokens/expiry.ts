import { dayOf, startOfDay } from '../ui/data-table/zoned-day.ts';

export const expiryPresets = ['none', '30', '90', '365', 'custom'] as const;
export type ExpiryPreset = (typeof expiryPresets)[number];

/** What the form holds: `keep` leaves a date as it is; `day` counts for `custom` only. */
export interface Expiry {
  preset: ExpiryPreset | 'keep';
  day: string;
}

export type ExpiryState = 'never' | 'later' | 'soon' | 'expired';

const dayMs = 86_400_000;
const soonDays = 14;

export function expiryState(expiresAt: string | null | undefined, now: number): ExpiryState {
  if (!expiresAt) return 'never';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left < soonDays * dayMs ? 'soon' : 'later';
}

/** How many midnights of the person's zone lie between: 0 on the last day, whatever the hour. */
export function daysLeft(expiresAt: string, now: number, timeZone: string | undefined): number {
  const day = (at: string) => Date.parse(dayOf(at, timeZone));
  return Math.max(0, Math.round((day(expiresAt) - day(new Date(now).toISOString())) / dayMs));
}

/**
 * The last millisecond of the chosen day in the person's zone, because "until the 5th" includes the 5th. `null` for no expiry,
 * `undefined` for "as it was".
 */
export function expiryDate({ preset, day }: Expiry, now: number, timeZone: string | undefined): string | null | undefined {
  if (preset === 'keep') return undefined;
  if (preset === 'none') return null;
  return endOfDay(preset === 'custom' ? day : dayOf(new Date(now + Number(preset) * dayMs).toISOString(), timeZone), timeZone);
}

export type ExpiryProblem = 'dayMissing' | 'dayPast';

export function expiryProblem(expiry: Expiry, now: number, timeZone: string | undefined): ExpiryProblem | undefined {
  if (expiry.preset !== 'custom') return undefined;
  const date = expiryDate(expiry, now, timeZone);
  if (!date) return 'dayMissing';
  return Date.parse(date) <= now ? 'dayPast' : undefined;
}

function endOfDay(day: string, timeZone: string | undefined): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  // Noon is on the same day whatever the clocks do; the day after begins where this one ends.
  const next = new Date(Date.parse(`${day}T12:00:00Z`) + dayMs).toISOString().slice(0, 10);
  return new Date(Date.parse(startOfDay(next, timeZone)) - 1).toISOString();
}
