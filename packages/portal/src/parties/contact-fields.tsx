import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AccountUser } from '@tenantry/contract/account-users';
import { useDeferredValue, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { api, type Page } from '../api.ts';
import { useSession } from '../session.ts';
import { RadioGroup } from '../ui/choice.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { containsAny, join } from '../ui/data-table/rql-text.ts';
import { FormField, TextField } from '../ui/form/index.ts';
import { PhoneFields } from '../ui/phone/phone-fields.tsx';
import type { ContactValues } from './contact-values.ts';
import { usePartyTexts } from './texts.ts';

export interface ContactFieldsProps {
  /** Path of the contact in the form. */
  name: string;
  /** Whose members may be chosen. */
  account: string | undefined;
}

/** Nobody, a member of the account, or somebody entered by hand. */
export function ContactFields({ name, account }: ContactFieldsProps) {
  const t = usePartyTexts();
  const { kind, phone } = useWatch({ name }) as ContactValues;
  // Members belong to Access management; somebody may hold only Account management.
  const readsMembers = useSession().modules.some((module) => module.code === 'access-management');
  return (
    <div className="flex flex-col gap-4">
      <FormField name={`${name}.kind`} label={t('contacts.kind')} group>
        {({ value, ref, onValueChange }) => (
          <RadioGroup
            ref={ref}
            label={t('contacts.kind')}
            value={value as ContactValues['kind']}
            onValueChange={onValueChange}
            options={[
              { value: 'none', label: t('contacts.none') },
              {
                value: 'user',
                label: t('contacts.user'),
                description: readsMembers ? t('contacts.userDetail') : t('contacts.needsAccess'),
                disabled: !readsMembers || !account,
              },
              { value: 'manual', label: t('contacts.manual'), description: t('contacts.manualDetail') },
            ]}
          />
        )}
      </FormField>
      {kind === 'user' && account && readsMembers && <MemberField name={name} account={account} />}
      {kind === 'manual' && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name={`${name}.firstName`} label={t('contacts.firstName')} autoComplete="off" maxLength={100} />
            <TextField name={`${name}.lastName`} label={t('contacts.lastName')} autoComplete="off" maxLength={100} />
          </div>
          <TextField name={`${name}.email`} label={t('contacts.email')} type="email" autoComplete="off" maxLength={320} />
          <PhoneFields name={`${name}.phone`} stored={phone.prefix} />
        </>
      )}
    </div>
  );
}

const shownMax = 20;

function MemberField({ name, account }: { name: string; account: string }) {
  const t = usePartyTexts();
  const { setValue } = useFormContext();
  const { user, userName } = useWatch({ name }) as ContactValues;
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['pick', 'members', account, wanted],
    queryFn: ({ signal }) =>
      api.get<Page<AccountUser>>(`/public/v1/accounts/accounts/${account}/users`, {
        query: { order: 'user.name', limit: shownMax },
        // What the field shows of the chosen member is no search for others.
        filter: join('and', ['eq(status,"Active")', wanted && wanted !== userName ? containsAny(['user.name', 'user.email'], wanted) : '']),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.data ?? []).map((member) => ({
    value: member.user.id,
    label: member.user.name ?? member.user.id,
    ...(member.user.email ? { description: member.user.email } : {}),
  }));
  const options = user && !found.some(({ value }) => value === user) ? [{ value: user, label: userName || user }, ...found] : found;
  return (
    <FormField name={`${name}.user`} label={t('contacts.userField')} required>
      {({ value, onValueChange, ...bound }) => (
        <Combobox
          {...bound}
          options={options}
          value={value as string}
          placeholder={t('contacts.userHint')}
          onSearch={setTyped}
          onValueChange={(id = '') => {
            onValueChange(id);
            setValue(`${name}.userName`, options.find((option) => option.value === id)?.label ?? '');
          }}
        />
      )}
    </FormField>
  );
}
