import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { currentLanguage } from '../../i18n.ts';
import { Combobox } from '../combobox.tsx';
import { FormField, TextField } from '../form/index.ts';
import { useSettled } from '../form/use-settled.ts';
import { Remark } from '../remark.tsx';
import { callingCodeOptions } from './calling-codes.ts';
import { usePhoneTexts } from './texts.ts';

/** Country code and number below `name` of the form around it, with a remark on a number that cannot be one. */
export function PhoneFields({ name, stored }: { name: string; stored: string }) {
  const t = usePhoneTexts();
  const language = currentLanguage();
  const options = useMemo(() => callingCodeOptions(stored, language), [stored, language]);
  return (
    <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
      <FormField name={`${name}.prefix`} label={t('countryCode')}>
        {({ value, onValueChange, ...bound }) => (
          <Combobox options={options} value={value as string} onValueChange={(next) => onValueChange(next ?? '')} clearable {...bound} />
        )}
      </FormField>
      <TextField
        name={`${name}.number`}
        label={t('number')}
        help={useRemark(name)}
        type="tel"
        autoComplete="tel-national"
        inputMode="tel"
        maxLength={15}
      />
    </div>
  );
}

function useRemark(name: string) {
  const t = usePhoneTexts();
  const prefix = (useWatch({ name: `${name}.prefix` }) as string | undefined) ?? '';
  const number = useSettled(`${name}.number`);
  const { data: check } = useQuery({
    queryKey: ['phone', prefix, number],
    queryFn: async () => (await import('@tenantry/addresses/phones')).checkPhone({ prefix, number }),
    enabled: prefix !== '' && number !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (check?.format === 'impossible') return <Remark tone="doubt">{t('impossible')}</Remark>;
  return check?.format === 'possible' ? <Remark tone="good">{t('reads', { text: check.text })}</Remark> : undefined;
}
