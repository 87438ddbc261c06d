import { useRegional } from '../date-time.tsx';
import { Select } from '../select.tsx';
import type { Property } from './columns.ts';
import { useTableTexts } from './texts.ts';
import { dayOf, startOfDay } from './zoned-day.ts';

/** The control for the value of a condition: a list, a day, a number or text. */
export function FilterValue({
  property,
  value,
  onChange,
}: {
  property: Property | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTableTexts();
  const { timeZone } = useRegional();
  const kind = property?.kind ?? 'text';
  const yesNo = [
    { value: 'true', label: t('filter.yes') },
    { value: 'false', label: t('filter.no') },
  ];
  const values = kind === 'boolean' ? yesNo : kind === 'choice' ? property?.values : undefined;
  if (values) {
    return (
      <Select
        size="sm"
        aria-label={t('filter.value')}
        value={value || null}
        options={values}
        placeholder={t('filter.choose')}
        onValueChange={onChange}
      />
    );
  }
  const date = kind === 'date';
  return (
    <input
      aria-label={t('filter.value')}
      type={date ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      value={date ? dayOf(value, timeZone) : value}
      onChange={(event) => onChange(date ? startOfDay(event.target.value, timeZone) : event.target.value)}
      className="control h-7 w-full min-w-0 px-2 text-xs"
    />
  );
}
