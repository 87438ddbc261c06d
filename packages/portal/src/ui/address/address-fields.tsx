import { addressRules } from '@tenantry/addresses';
import { useMemo } from 'react';
import { get, useFormContext, useWatch } from 'react-hook-form';
import { currentLanguage } from '../../i18n.ts';
import { Combobox } from '../combobox.tsx';
import { cx } from '../cx.ts';
import { FormField, TextField } from '../form/index.ts';
import { useAddressLabels } from './address-labels.ts';
import { type AddressValues, addressParts } from './address-values.ts';
import { countryOptions } from './countries.ts';
import { shownParts } from './shown-parts.ts';
import { StateField } from './state-field.tsx';
import { useAddressTexts } from './texts.ts';

export interface AddressFieldsProps {
  /** Path of the address in the form: `address`. */
  name: string;
  /** The address must be given; otherwise it is whole or empty. */
  required?: boolean;
}

/** The parts of an address as its country knows them, inside a `Form` whose `check` is `useAddressCheck`. */
export function AddressFields({ name, required = false }: AddressFieldsProps) {
  const t = useAddressTexts();
  const values = useWatch({ name }) as AddressValues;
  const labels = useAddressLabels(values.country);
  const rules = addressRules(values.country);
  const begun = required || addressParts.some((part) => values[part].trim() !== '');
  const parts = shownParts(values);
  const asked = (part: keyof typeof labels) => begun && rules.required.has(part as 'city');
  const field = (part: keyof typeof labels) => ({ name: `${name}.${part}`, label: labels[part], required: asked(part) });
  const fieldOf = {
    city: () => <TextField key="city" {...field('city')} autoComplete="address-level2" />,
    state: () =>
      rules.listed ? (
        <StateField key="state" {...field('state')} country={values.country} />
      ) : (
        <TextField key="state" {...field('state')} autoComplete="address-level1" />
      ),
    postCode: () => (
      <TextField
        key="postCode"
        {...field('postCode')}
        help={rules.postCode && t('example', { example: rules.postCode.example })}
        autoComplete="postal-code"
      />
    ),
  };
  return (
    <div className="flex flex-col gap-4">
      <CountryField name={name} label={labels.country} required={begun} />
      <TextField {...field('addressLine1')} autoComplete="address-line1" />
      <TextField {...field('addressLine2')} autoComplete="address-line2" />
      <div className={cx('grid items-start gap-4', parts.length === 3 ? 'sm:grid-cols-3' : 'sm:grid-cols-2')}>
        {parts.map((part) => fieldOf[part]())}
      </div>
    </div>
  );
}

function CountryField({ name, label, required }: { name: string; label: string; required: boolean }) {
  const t = useAddressTexts();
  const { formState, getValues, setValue, trigger } = useFormContext();
  const language = currentLanguage();
  const path = `${name}.country`;
  const stored = (get(formState.defaultValues, `${name}.country`) as string | undefined) ?? '';
  const countries = useMemo(() => countryOptions(language, stored), [language, stored]);

  /** Another country has other states, and another form of postcode. */
  function follow(before: string, after: string) {
    if (addressRules(before).listed || addressRules(after).listed) setValue(`${name}.state`, '', { shouldDirty: true });
    if (getValues(`${name}.postCode`)) void trigger(`${name}.postCode`);
  }

  return (
    <FormField name={path} label={label} required={required}>
      {({ value, onValueChange, ...bound }) => (
        <Combobox
          {...bound}
          clearable
          options={countries}
          value={value as string}
          placeholder={t('countryHint')}
          onValueChange={(code = '') => {
            onValueChange(code);
            if (code !== value) follow(value as string, code);
          }}
        />
      )}
    </FormField>
  );
}
