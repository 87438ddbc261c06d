import { createContext, type ReactNode, use } from 'react';
import { currentLanguage } from '../i18n.ts';
import { useUiTexts } from './texts.ts';

/** How this person wants to read times and numbers; empty fields follow the browser. */
export interface RegionalSettings {
  /** IANA name. */
  timeZone?: string | undefined;
  /** BCP 47, decides date and number format: `de-CH`. */
  culture?: string | undefined;
  hour12?: boolean | undefined;
  /** Dates in figures, in this order: 31/12/2030, 12/31/2030, 2030-12-31. */
  dateOrder?: 'DMY' | 'MDY' | 'YMD' | undefined;
  /** BCP 47, whose way to write numbers it is. */
  numbers?: string | undefined;
}

const RegionalContext = createContext<RegionalSettings>({});

export function RegionalProvider({ settings, children }: { settings: RegionalSettings; children: ReactNode }) {
  return <RegionalContext value={settings}>{children}</RegionalContext>;
}

export const useRegional = (): RegionalSettings => use(RegionalContext);

export type DateStyle = 'date' | 'date-time' | 'time' | 'precise' | 'relative';

export interface DateTimeProps {
  /** ISO 8601 in UTC, as on the wire. */
  value: string | null | undefined;
  style?: DateStyle;
}

/** A time in the person's zone; the full time with its zone is in the tooltip. Absent reads "—". */
export function DateTime({ value, style = 'date-time' }: DateTimeProps) {
  const settings = useRegional();
  if (!value) return <Absent />;
  return (
    <time dateTime={value} dir="auto" title={formatDate(value, 'precise', settings)} className="whitespace-nowrap">
      {formatDate(value, style, settings)}
    </time>
  );
}

/** The dash for a value that is not there, read as "none". */
export function Absent() {
  const t = useUiTexts();
  return (
    <span className="text-faint">
      <span aria-hidden>—</span>
      <span className="sr-only">{t('none')}</span>
    </span>
  );
}

const formats: Record<Exclude<DateStyle, 'relative'>, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  'date-time': { dateStyle: 'medium', timeStyle: 'short' },
  time: { timeStyle: 'medium' },
  precise: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  },
};

// Beside a date in figures.
const times: typeof formats = {
  date: {},
  'date-time': { timeStyle: 'short' },
  time: { timeStyle: 'medium' },
  precise: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZoneName: 'short' },
};

/** The same text as `DateTime` shows, for exports and sentences. */
export function formatDate(value: string, style: DateStyle, { timeZone, culture, hour12, dateOrder }: RegionalSettings = {}): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  if (style === 'relative') return formatRelative(date);
  const zone = timeZone ? { timeZone } : {};
  if (dateOrder && style === 'date') return inOrder(date, dateOrder, zone);
  const time = new Intl.DateTimeFormat(culture ?? browserCulture(), {
    ...(dateOrder ? times : formats)[style],
    ...zone,
    ...(hour12 === undefined || style === 'date' ? {} : { hour12 }),
  }).format(date);
  return dateOrder && style !== 'time' ? `${inOrder(date, dateOrder, zone)}, ${time}` : time;
}

// The browser's own flavour of the portal's language: 21 Nov 2026 for en-GB, Nov 21, 2026 for en-US.
function browserCulture(): string {
  const language = currentLanguage();
  return navigator.languages.find((tag) => tag.split('-', 1)[0] === language) ?? language;
}

function inOrder(date: Date, order: 'DMY' | 'MDY' | 'YMD', zone: { timeZone?: string }): string {
  const parts = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory', ...zone });
  const [month, , day, , year] = parts.formatToParts(date).map((part) => part.value);
  return order === 'YMD' ? `${year}-${month}-${day}` : order === 'DMY' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function formatRelative(date: Date): string {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' }).format(Math.round(seconds / length), unit);
}
