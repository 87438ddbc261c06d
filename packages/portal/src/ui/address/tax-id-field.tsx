import { useQuery } from '@tanstack/react-query';
import { TextField } from '../form/index.ts';
import { useSettled } from '../form/use-settled.ts';
import { Remark } from '../remark.tsx';
import { countryName } from './countries.ts';
import { useAddressTexts } from './texts.ts';

export interface TaxIdFieldProps {
  name: string;
  /** Whose tax number it is; `''` while nobody knows. */
  country: string;
}

/** A tax number, with a remark on its form. The form is all that is looked at, and whatever it is, it may be saved. */
export function TaxIdField({ name, country }: TaxIdFieldProps) {
  const t = useAddressTexts();
  const value = useSettled(name);
  const { data: check } = useQuery({
    queryKey: ['tax-id', country, value],
    queryFn: async () => (await import('@tenantry/addresses/tax-ids')).checkTaxId(country, value),
    enabled: value !== '' && country !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const help =
    check?.format === 'valid' ? (
      <Remark tone="good">{t('taxId.valid', { kind: check.kind })}</Remark>
    ) : check?.format === 'invalid' ? (
      <Remark tone="doubt">{t(`taxId.${check.reason}`, { country: countryName(country) })}</Remark>
    ) : undefined;
  return <TextField name={name} label={t('taxId.label')} help={help} maxLength={18} autoComplete="off" />;
}
