import type { Session } from '../session.ts';
import type { RegionalSettings } from '../ui/date-time.tsx';

/** The person's own settings; what is absent follows the browser. */
export function regionalOf({ settings = {} }: Pick<Session, 'settings'>): RegionalSettings {
  const { timeZone, cultureCode, dateFormat, timeFormat, numberFormat } = settings as Record<string, string | null | undefined>;
  return {
    timeZone: known({ timeZone }) ? timeZone || undefined : undefined,
    culture: known({ culture: cultureCode }) ? cultureCode || undefined : undefined,
    hour12: timeFormat ? timeFormat === '12h' : undefined,
    dateOrder: (['DMY', 'MDY', 'YMD'] as const).find((order) => order === dateFormat),
    numbers: known({ culture: numberFormat }) ? numberFormat || undefined : undefined,
  };
}

// Through the API a setting can hold what no browser knows, which would fail every date on every page.
function known({ culture, timeZone }: { culture?: string | null | undefined; timeZone?: string | null | undefined }): boolean {
  try {
    new Intl.DateTimeFormat(culture || undefined, timeZone ? { timeZone } : {});
    return true;
  } catch {
    return false;
  }
}
