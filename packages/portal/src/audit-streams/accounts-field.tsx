import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import type { Reference } from '@tenantry/contract/fields';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { api, type Page } from '../api.ts';
import { IconButton } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { containsAny } from '../ui/data-table/rql-text.ts';
import { type Bound, FormField } from '../ui/form/index.ts';
import { useStreamTexts } from './texts.ts';

/** Any number of accounts, found by name or id on the server; none means all. */
export function AccountsField({ name }: { name: string }) {
  const t = useStreamTexts();
  return (
    <FormField name={name} label={t('field.accounts')} help={t('field.accountsHelp')}>
      {(bound) => <Accounts bound={bound} />}
    </FormField>
  );
}

function Accounts({ bound: { value, onValueChange, ...bound } }: { bound: Bound }) {
  const t = useStreamTexts();
  const chosen = value as Reference[];
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['pick', 'accounts', 'any', wanted],
    queryFn: ({ signal }) =>
      api.get<Page<Account>>('/public/v1/accounts/accounts', {
        query: { order: 'name', limit: 20 },
        filter: wanted ? containsAny(['name', 'id'], wanted) : undefined,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.data ?? []).filter(({ id }) => !chosen.some((one) => one.id === id));
  const add = (id: string | undefined) => {
    const account = found.find((one) => one.id === id);
    if (account) onValueChange([...chosen, { id: account.id, name: account.name }]);
  };
  return (
    <div className="flex flex-col gap-2">
      <Combobox
        {...bound}
        // What is chosen goes into the list below, and the box is empty again.
        key={chosen.length}
        options={found.map(({ id, name }) => ({ value: id, label: name, description: id }))}
        value={undefined}
        placeholder={t('field.accountsHint')}
        onSearch={setTyped}
        onValueChange={add}
      />
      {chosen.length > 0 && (
        <ul aria-label={t('field.accounts')} className="flex flex-col gap-1">
          {chosen.map(({ id, name }) => (
            <li key={id} className="flex items-center justify-between gap-2 rounded-lg border bg-sunken py-0.5 ps-3 pe-1 text-sm">
              <span className="min-w-0 wrap-anywhere">
                {name ?? id} <code className="text-2xs text-muted">{id}</code>
              </span>
              <IconButton
                icon={X}
                label={t('field.removeAccount', { name: name ?? id })}
                onClick={() => onValueChange(chosen.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
