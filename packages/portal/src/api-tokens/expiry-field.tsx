import { dayOf } from '../ui/data-table/zoned-day.ts';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { FormField } from '../ui/form/index.ts';
import { Select } from '../ui/select.tsx';
import { type Expiry, type ExpiryPreset, expiryDate, expiryPresets } from './expiry.ts';
import { useTokenTexts } from './texts.ts';

/** No expiry, a usual length, or a day; says which day that is. `current` adds "as it is". */
export function ExpiryField({ current }: { current?: string | null | undefined }) {
  const t = useTokenTexts();
  return (
    <FormField name="expiry" label={t('form.expiry')} help={t('form.expiryHelp')} group>
      {({ value, onValueChange, ref }) => (
        <ExpiryChoice value={value as Expiry} onValueChange={onValueChange} current={current} inputRef={ref} />
      )}
    </FormField>
  );
}

interface ExpiryChoiceProps {
  value: Expiry;
  onValueChange: (value: Expiry) => void;
  current: string | null | undefined;
  inputRef: (element: HTMLElement | null) => void;
}

function ExpiryChoice({ value, onValueChange, current, inputRef }: ExpiryChoiceProps) {
  const t = useTokenTexts();
  const regional = useRegional();
  const day = (at: string) => formatDate(at, 'date', regional);
  const options = [
    ...(current ? [{ value: 'keep' as const, label: t('form.keep', { date: day(current) }) }] : []),
    ...expiryPresets.map((preset) => ({ value: preset, label: t(`form.preset.${preset}`) })),
  ];
  const chosen = expiryDate(value, Date.now(), regional.timeZone);
  return (
    <span className="flex flex-col gap-2">
      <span className="flex flex-wrap gap-2">
        <Select<ExpiryPreset | 'keep'>
          aria-label={t('form.expiry')}
          className="max-w-64"
          options={options}
          value={value.preset}
          onValueChange={(preset) => onValueChange({ ...value, preset })}
          {...(value.preset === 'custom' ? {} : { ref: inputRef })}
        />
        {value.preset === 'custom' && (
          <input
            type="date"
            ref={inputRef}
            aria-label={t('form.day')}
            min={dayOf(new Date().toISOString(), regional.timeZone)}
            value={value.day}
            onChange={(event) => onValueChange({ ...value, day: event.target.value })}
            className="control h-8 px-2.5 text-sm"
          />
        )}
      </span>
      <span className="text-sm" aria-live="polite">
        {chosen && t('form.until', { date: day(chosen) })}
        {chosen === null && value.preset === 'none' && t('form.unlimited')}
      </span>
    </span>
  );
}
