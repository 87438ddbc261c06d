import { Popover } from '@base-ui/react/popover';
import { Check, ChevronDown } from 'lucide-react';
import { dayOf, startOfDay } from '../ui/data-table/zoned-day.ts';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FilterPill, PillText, pillControl } from './filter-pill.tsx';
import { useAuditTexts } from './texts.ts';
import { endOfDay, isRange, lastDayBefore, type Range, ranges } from './time-range.ts';

export interface TimeFilterProps {
  range: string | undefined;
  /** Instants, as they stand in the filter; the second one is no part of it. */
  from: string | undefined;
  to: string | undefined;
  /** Days can be written into the filter. */
  days: boolean;
  onRange: (range: Range | undefined) => void;
  onDays: (from: string | undefined, to: string | undefined) => void;
}

/** When: since a while ago, which a link means anew each time, or from one day to another, which stays what it is. */
export function TimeFilter({ range, from, to, days, onRange, onDays }: TimeFilterProps) {
  const t = useAuditTexts();
  const regional = useRegional();
  const day = (instant: string) => formatDate(instant, 'date', regional);
  const last = to && new Date(Date.parse(to) - 1).toISOString();
  const value = isRange(range)
    ? t(`range.${range}`)
    : from && last
      ? `${day(from)} – ${day(last)}`
      : from
        ? t('filter.since', { day: day(from) })
        : last && t('filter.until', { day: day(last) });
  const clear = () => (isRange(range) ? onRange(undefined) : onDays(undefined, undefined));
  return (
    <FilterPill label={t('filter.range')} on={Boolean(value)} onClear={clear}>
      <Popover.Root>
        <Popover.Trigger className={pillControl}>
          <PillText label={t('filter.range')} value={value || undefined} />
          {!value && <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner align="start" sideOffset={4} collisionPadding={12} className="z-40">
            <Popover.Popup className="popup w-72 max-w-[calc(100vw-1.5rem)]">
              <Popover.Title className="sr-only">{t('filter.range')}</Popover.Title>
              <Presets range={range} anyTime={!value} onRange={onRange} />
              {days && <Days from={from} to={to} onDays={onDays} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </FilterPill>
  );
}

function Presets({ range, anyTime, onRange }: { range: string | undefined; anyTime: boolean; onRange: TimeFilterProps['onRange'] }) {
  const t = useAuditTexts();
  return (
    <ul className="p-1">
      {[undefined, ...ranges].map((one) => {
        const on = one ? one === range : anyTime;
        return (
          <li key={one ?? 'any'}>
            <Popover.Close aria-pressed={on} onClick={() => onRange(one)} className="option w-full items-center hover:bg-hover">
              <span className="flex-1 text-start">{t(one ? `range.${one}` : 'filter.anyTime')}</span>
              {on && <Check aria-hidden className="size-4 text-accent-ink" />}
            </Popover.Close>
          </li>
        );
      })}
    </ul>
  );
}

function Days({ from, to, onDays }: Pick<TimeFilterProps, 'from' | 'to' | 'onDays'>) {
  const t = useAuditTexts();
  const { timeZone } = useRegional();
  return (
    <div className="grid grid-cols-2 gap-2 border-t p-3">
      <Field label={t('filter.from')}>
        <Input
          type="date"
          value={from ? dayOf(from, timeZone) : ''}
          onValueChange={(day) => onDays(startOfDay(day, timeZone) || undefined, to)}
        />
      </Field>
      <Field label={t('filter.to')}>
        <Input
          type="date"
          value={lastDayBefore(to, timeZone)}
          onValueChange={(day) => onDays(from, endOfDay(day, timeZone) || undefined)}
        />
      </Field>
    </div>
  );
}
