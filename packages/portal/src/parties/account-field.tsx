import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import { useDeferredValue, useState } from 'react';
import { api, type Page } from '../api.ts';
import { Combobox } from '../ui/combobox.tsx';
import { containsAny, join } from '../ui/data-table/rql-text.ts';
import { FormField } from '../ui/form/index.ts';
import { usePartyTexts } from './texts.ts';

export interface AccountFieldProps {
  name: string;
  required?: boolean;
  help?: string;
  /** RQL that narrows the accounts further. */
  only?: string;
  /** Left out of the list. */
  except?: string | undefined;
  /** How the chosen one is shown before it was found. */
  chosen?: { id: string; name?: string | null | undefined } | null | undefined;
}

/** A client account, for operators, found by name or id on the server. */
export function AccountField({ name, required = false, help, only, except, chosen }: AccountFieldProps) {
  const t = usePartyTexts();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['pick', 'accounts', wanted, only],
    queryFn: ({ signal }) =>
      api.get<Page<Account>>('/public/v1/accounts/accounts', {
        query: { order: 'name', limit: 20 },
        filter: join('and', ['eq(type,"Client")', only, wanted && containsAny(['name', 'id', 'externalId'], wanted)]),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.data ?? [])
    .filter(({ id }) => id !== except)
    .map((account) => ({
      value: account.id,
      label: account.name,
      description: [account.id, account.externalId].filter(Boolean).join(' | '),
    }));
  const options =
    chosen && !found.some(({ value }) => value === chosen.id) ? [{ value: chosen.id, label: chosen.name ?? chosen.id }, ...found] : found;
  return (
    <FormField name={name} label={t('accounts.label')} required={required} help={help}>
      {({ value, onValueChange, ...bound }) => (
        <Combobox
          {...bound}
          clearable
          options={options}
          value={value as string}
          placeholder={t('accounts.hint')}
          onSearch={setTyped}
          onValueChange={(id = '') => onValueChange(id)}
        />
      )}
    </FormField>
  );
}
