import type { User } from '@tenantry/contract/users';
import { useMemo } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { languageName, languages } from '../i18n.ts';
import { regionalOf } from '../shell/regional.ts';
import { RadioGroup } from '../ui/choice.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { formatDate } from '../ui/date-time.tsx';
import { type Bound, FormField } from '../ui/form/index.ts';
import { Select } from '../ui/select.tsx';
import { effective, type ProfileValues, type RegionalValues } from './profile-values.ts';
import { dateFormats, numberOptions, numberSample, zoneOptions } from './regional-options.ts';
import { useProfileTexts } from './texts.ts';

// A select takes '' for "nothing chosen" and shows nothing; here that is a choice with a name.
const open = 'open';
const orOpen = ({ value, onValueChange, ...bound }: Bound) => ({
  ...bound,
  value: (value as string) || open,
  onValueChange: (next: string) => onValueChange(next === open ? '' : next),
});

/** Language, and browser defaults or settings of one's own, with what they look like. */
export function RegionalFields({ stored }: { stored: User }) {
  const t = useProfileTexts();
  const { control } = useFormContext<ProfileValues>();
  const settings = useWatch({ control, name: 'settings' });
  const codes = [...new Set<string>([...languages, ...(stored.settings?.languageCode ? [stored.settings.languageCode] : [])])];
  const languageOptions = [{ value: open, label: t('languageBrowser') }, ...codes.map((value) => ({ value, label: languageName(value) }))];
  return (
    <>
      <FormField name="settings.languageCode" label={t('field.language')} help={t('field.languageHelp')}>
        {(bound) => <Select options={languageOptions} {...orOpen(bound)} />}
      </FormField>
      <FormField name="settings.kind" label={t('field.settings')} group>
        {({ value, onValueChange, ref }) => (
          <RadioGroup
            ref={ref}
            label={t('field.settings')}
            value={value}
            onValueChange={onValueChange}
            options={[
              {
                value: 'browser',
                label: t('browser'),
                description: t('browserDetail', { example: sample({ ...settings, kind: 'browser' }) }),
              },
              { value: 'custom', label: t('custom'), description: t('customDetail') },
            ]}
          />
        )}
      </FormField>
      {settings.kind === 'custom' && <CustomFields stored={stored} />}
      <Preview settings={settings} />
    </>
  );
}

function CustomFields({ stored }: { stored: User }) {
  const t = useProfileTexts();
  const { timeZone, numberFormat } = stored.settings ?? {};
  const zones = useMemo(() => zoneOptions(timeZone ?? ''), [timeZone]);
  const likeBrowser = { value: open, label: t('likeBrowser') };
  const selects = [
    ['timeFormat', [likeBrowser, { value: '24h', label: t('hours24') }, { value: '12h', label: t('hours12') }]],
    ['dateFormat', [likeBrowser, ...Object.entries(dateFormats).map(([value, label]) => ({ value, label }))]],
    ['numberFormat', [likeBrowser, ...numberOptions(numberFormat ?? '')]],
  ] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField name="settings.timeZone" label={t('field.timeZone')}>
        {({ value, onValueChange, ...bound }) => (
          <Combobox
            options={zones}
            value={value}
            onValueChange={(next) => onValueChange(next ?? '')}
            placeholder={t('likeBrowser')}
            clearable
            {...bound}
          />
        )}
      </FormField>
      {selects.map(([field, options]) => (
        <FormField key={field} name={`settings.${field}`} label={t(`field.${field}`)}>
          {(bound) => <Select options={options} {...orOpen(bound)} />}
        </FormField>
      ))}
    </div>
  );
}

function Preview({ settings }: { settings: RegionalValues }) {
  const t = useProfileTexts();
  return (
    <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2.5 text-sm">
      <span className="block text-muted text-xs">{t('preview')}</span>
      <span className="tabular-nums">{sample(settings)}</span>
    </p>
  );
}

function sample(settings: RegionalValues): string {
  const regional = regionalOf({ settings: { ...effective(settings) } });
  return `${formatDate(new Date().toISOString(), 'date-time', regional)} · ${numberSample(regional.numbers)}`;
}
