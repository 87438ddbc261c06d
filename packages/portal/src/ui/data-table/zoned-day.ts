/** `2026-03-29` in the zone as the instant at which that day begins there, in the form of the wire; '' for ''. */
export function startOfDay(day: string, timeZone?: string): string {
  if (!day) return '';
  const guess = Date.parse(`${day}T00:00:00Z`);
  // Twice, because the offset at the guess may differ from the offset at the answer on the day of a clock change.
  const first = guess - offsetAt(guess, timeZone);
  return new Date(guess - offsetAt(first, timeZone)).toISOString();
}

/** The day of an instant in the zone, for an `<input type="date">`; '' for what is no date. */
export function dayOf(instant: string, timeZone?: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time + offsetAt(time, timeZone)).toISOString().slice(0, 10);
}

function offsetAt(time: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone ? { timeZone } : {}),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'), number('second'));
  return local - Math.floor(time / 1000) * 1000;
}
