import { useMemo } from 'react';
import { currentLanguage } from '../../i18n.ts';
import { Combobox } from '../combobox.tsx';
import { FormField, TextField } from '../form/index.ts';
import { countryOptions } from './countries.ts';
import { useAddressTexts } from './texts.ts';

export interface AddressFieldsProps {
  /** Path of the address in the form: `address`. */
  name: string;
  /** The address must be given; otherwise it is whole or empty. */
  required?: boolean;
}

/** The parts of an address, inside a `Form`. */
export function AddressFields({ name, required = false }: AddressFieldsProps) {
  const t = useAddressTexts();
  const language = currentLanguage();
  const countries = useMemo(() => countryOptions(language), [language]);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name={`${name}.addressLine1`}
        label={t('addressLine1')}
        required={required}
        autoComplete="address-line1"
        className="sm:col-span-2"
      />
      <TextField name={`${name}.addressLine2`} label={t('addressLine2')} autoComplete="address-line2" className="sm:col-span-2" />
      <TextField name={`${name}.city`} label={t('city')} required={required} autoComplete="address-level2" />
      <FormField name={`${name}.country`} label={t('country')} required={required}>
        {({ onValueChange, ...bound }) => (
          <Combobox
            {...bound}
            clearable
            options={countries}
            placeholder={t('countryHint')}
            onValueChange={(code) => onValueChange(code ?? '')}
          />
        )}
      </FormField>
      <TextField name={`${name}.state`} label={t('state')} required={required} autoComplete="address-level1" />
      <TextField name={`${name}.postCode`} label={t('postCode')} required={required} autoComplete="postal-code" />
    </div>
  );
}
