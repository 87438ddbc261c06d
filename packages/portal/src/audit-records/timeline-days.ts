import type { AuditRecord } from '@tenantry/contract/audit-records';
import { dayOf } from '../ui/data-table/zoned-day.ts';
import { formatDate, type RegionalSettings } from '../ui/date-time.tsx';

export interface Day {
  /** `today`, `yesterday`, or the date as the person writes it. */
  day: string;
  records: readonly AuditRecord[];
}

/** Records by the day on which they happened where the person is, in the order in which they came. */
export function byDay(records: readonly AuditRecord[], regional: RegionalSettings, now = Date.now()): Day[] {
  const today = dayOf(new Date(now).toISOString(), regional.timeZone);
  const yesterday = new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const name = (record: AuditRecord) => {
    const day = dayOf(record.timestamp, regional.timeZone);
    return day === today ? 'today' : day === yesterday ? 'yesterday' : formatDate(record.timestamp, 'date', regional);
  };
  return [...Map.groupBy(records, name)].map(([day, of]) => ({ day, records: of }));
}
