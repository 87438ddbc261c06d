import type { Session } from '../session.ts';
import type { RegionalSettings } from '../ui/date-time.tsx';

// A culture that writes dates in this order, for people who chose an order but no culture.
const orders: Record<string, string> = { DMY: 'en-GB', MDY: 'en-US', YMD: 'sv-SE' };

/** The person's own settings; what is absent follows the browser. */
export function regionalOf({ settings = {} }: Session): RegionalSettings {
  const { timeZone, cultureCode, dateFormat, timeFormat } = settings as Record<string, string | null | undefined>;
  return {
    timeZone: timeZone ?? undefined,
    culture: (dateFormat ? orders[dateFormat] : undefined) ?? cultureCode ?? undefined,
    hour12: timeFormat ? timeFormat === '12h' : undefined,
  };
}
