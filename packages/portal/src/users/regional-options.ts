import type { Option } from '../ui/select.tsx';

export const dateFormats = { DMY: '31/12/2030', MDY: '12/31/2030', YMD: '2030-12-31' } as const;

const numberCultures = ['en-US', 'de-DE', 'fr-FR', 'de-CH'] as const;

/** 1,234,567.89 as they write it there; the tag itself when it is none. */
export function numberSample(tag: string | undefined): string {
  try {
    return new Intl.NumberFormat(tag || undefined, { minimumFractionDigits: 2 }).format(1_234_567.89);
  } catch {
    return tag ?? '';
  }
}

export const numberOptions = (stored: string): Option[] =>
  [...new Set([...numberCultures, ...(stored ? [stored] : [])])].map((value) => ({ value, label: numberSample(value) }));

/** Every zone that the browser knows, with its distance to UTC today. */
export function zoneOptions(stored: string): Option[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(stored ? [stored] : [])]);
  return [...zones].map((value) => ({ value, label: `${value.replaceAll('_', ' ')} (${offsetOf(value)})` }));
}

function offsetOf(timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date());
    return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? '';
  } catch {
    return '?';
  }
}
