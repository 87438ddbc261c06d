export interface Month {
  /** `2026-11` */
  value: string;
  /** "November 2026" */
  label: string;
}

/** The months from the first record to now, the latest first; months are those of UTC, as in the log. */
export function monthsSince(oldest: string | null | undefined, now: number, language: string): Month[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const last = new Date(now);
  const first = new Date(oldest ?? now);
  const count = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth() + 1;
  return Array.from({ length: Math.max(1, count) }, (_, back) => {
    const month = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - back, 1));
    return { value: month.toISOString().slice(0, 7), label: format.format(month) };
  });
}
