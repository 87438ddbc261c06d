import type { Session } from '../session.ts';
import type { RegionalSettings } from '../ui/date-time.tsx';

/** The person's own settings; what is absent follows the browser. */
export function regionalOf({ settings = {} }: Pick<Session, 'settings'>): RegionalSettings {
  const { timeZone, cultureCode, dateFormat, timeFormat, numberFormat } = settings as Record<string, string | null | undefined>;
  return {
    timeZone: timeZone || undefined,
    culture: cultureCode || undefined,
    hour12: timeFormat ? timeFormat === '12h' : undefined,
    dateOrder: (['DMY', 'MDY', 'YMD'] as const).find((order) => order === dateFormat),
    numbers: numberFormat || undefined,
  };
}
