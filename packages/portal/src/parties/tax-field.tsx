import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { TextField } from '../ui/form/index.ts';
import { usePartyTexts } from './texts.ts';

/** A sentence when a tax number does not have the form of its country's; nothing while that is unknown. It refuses nothing. */
export function useTaxHint(country: string, value: string): string | undefined {
  const t = usePartyTexts();
  const { data } = useQuery({
    queryKey: ['tax-id', country, value],
    // The validators of all countries are loaded when somebody looks at a number.
    queryFn: async () => (await import('@tenantry/addresses/tax-ids')).checkTaxId(country, value),
    enabled: country !== '' && value.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.format === 'invalid' ? t(`tax.invalid.${data.reason}`) : undefined;
}

/** The tax number, with a hint when it looks mistyped. `country` is the path of the country in the form. */
export function TaxField({ name, country }: { name: string; country: string }) {
  const t = usePartyTexts();
  const [value, place] = useWatch({ name: [name, country] }) as [string, string];
  const hint = useTaxHint(place, value);
  return (
    <TextField
      name={name}
      label={t('tax.label')}
      autoComplete="off"
      maxLength={18}
      help={hint && <span className="text-warning-ink">{hint}</span>}
    />
  );
}
