import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { currentLanguage } from '../i18n.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { FormField } from '../ui/form/index.ts';
import { Chip } from '../ui/status-chip.tsx';
import { currencyName } from './currency-name.ts';
import { type CurrencyValue, withoutCurrency } from './seller-values.ts';
import { useSellerTexts } from './texts.ts';

/** The currencies of a seller; exactly one of them is the default. */
export function CurrenciesField() {
  const t = useSellerTexts();
  return (
    <FormField name="currencies" label={t('edit.currencies')} help={t('currencies.help')} group required>
      {({ value, onValueChange }) => <Currencies value={value as CurrencyValue[]} onValueChange={onValueChange} />}
    </FormField>
  );
}

interface CurrenciesProps {
  value: readonly CurrencyValue[];
  onValueChange: (value: CurrencyValue[]) => void;
}

function Currencies({ value, onValueChange }: CurrenciesProps) {
  const t = useSellerTexts();
  const language = currentLanguage();
  const options = useMemo(
    () => Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} ${currencyName(code, language)}` })),
    [language],
  );
  const left = options.filter((option) => !value.some((one) => one.value === option.value));
  const change = (code: string, changes: Partial<CurrencyValue>) =>
    onValueChange(value.map((one) => (one.value === code ? { ...one, ...changes } : one)));
  return (
    <div className="flex flex-col gap-2.5">
      {value.length > 0 && (
        <ul aria-label={t('currencies.list')} className="divide-y rounded-lg border">
          {value.map(({ value: code, billingEnabled, isDefault }) => (
            <li key={code} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2 text-sm">
              <span className="min-w-32 flex-1">
                <code>{code}</code> <span className="text-muted">{currencyName(code, language)}</span>
              </span>
              <Checkbox
                label={t('currencies.invoices', { code })}
                checked={billingEnabled}
                onCheckedChange={(on) => change(code, { billingEnabled: on })}
              />
              {isDefault ? (
                <Chip label={t('currencies.default')} tone="info" />
              ) : (
                <Button
                  size="sm"
                  variant="ghost"
                  onClick={() => onValueChange(value.map((one) => ({ ...one, isDefault: one.value === code })))}
                >
                  {t('currencies.makeDefault', { code })}
                </Button>
              )}
              <IconButton
                size="sm"
                icon={Trash2}
                label={t('currencies.remove', { code })}
                onClick={() => onValueChange(withoutCurrency(value, code))}
              />
            </li>
          ))}
        </ul>
      )}
      {/* A new one each time, so that it is empty again after a choice. A field of its own, or it would take the name of the list. */}
      <Field key={value.length} label={t('currencies.add')}>
        <Combobox
          options={left}
          value={undefined}
          placeholder={t('currencies.addHint')}
          onValueChange={(code) => {
            if (code) onValueChange([...value, { value: code, billingEnabled: true, isDefault: value.length === 0 }]);
          }}
        />
      </Field>
    </div>
  );
}
