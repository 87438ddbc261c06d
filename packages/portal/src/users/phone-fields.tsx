import { useMemo } from 'react';
import { currentLanguage } from '../i18n.ts';
import { Combobox } from '../ui/combobox.tsx';
import { FormField, TextField } from '../ui/form/index.ts';
import { callingCodeOptions } from './calling-codes.ts';
import { useProfileTexts } from './texts.ts';

/** Country code and number below `name` of the form around it. */
export function PhoneFields({ name, stored }: { name: string; stored: string }) {
  const t = useProfileTexts();
  const language = currentLanguage();
  const options = useMemo(() => callingCodeOptions(stored, language), [stored, language]);
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
      <FormField name={`${name}.prefix`} label={t('field.countryCode')}>
        {({ value, onValueChange, ...bound }) => (
          <Combobox options={options} value={value as string} onValueChange={(next) => onValueChange(next ?? '')} clearable {...bound} />
        )}
      </FormField>
      <TextField
        name={`${name}.number`}
        label={t('field.phoneNumber')}
        type="tel"
        autoComplete="tel-national"
        inputMode="tel"
        maxLength={15}
      />
    </div>
  );
}
