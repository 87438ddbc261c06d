import { dayOf, startOfDay } from '../ui/data-table/zoned-day.ts';

export const ranges = ['1h', '24h', '7d', '30d', '90d'] as const;
export type Range = (typeof ranges)[number];

const minute = 60_000;
const lengths: Record<Range, number> = { '1h': 60, '24h': 1440, '7d': 10_080, '30d': 43_200, '90d': 129_600 };

export const isRange = (text: unknown): text is Range => ranges.some((range) => range === text);

/** Records since that long before `now`; on the full minute, so that pages of one list agree. */
export function rangeFilter(range: Range, now: number): string {
  const since = Math.floor(now / minute) * minute - lengths[range] * minute;
  return `ge(timestamp,"${new Date(since).toISOString()}")`;
}

/** The instant at which the last day of a range is over, in the form of the wire; '' for ''. */
export function endOfDay(day: string, timeZone?: string): string {
  return day && startOfDay(nextDay(day), timeZone);
}

/** The last day before an instant, for the control that asks for it. */
export function lastDayBefore(instant: string | undefined, timeZone?: string): string {
  return instant ? dayOf(new Date(Date.parse(instant) - 1).toISOString(), timeZone) : '';
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * minute).toISOString().slice(0, 10);
}
