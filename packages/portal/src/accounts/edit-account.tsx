import { useQueryClient } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import { type ReactNode, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { sessionQuery } from '../session.ts';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { addressParts } from '../ui/address/address-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { tableKey } from '../ui/data-table/index.ts';
import { FormField, TextareaField, TextField, useEditForm } from '../ui/form/index.ts';
import { type ImageChange, ImageInput } from '../ui/image-input.tsx';
import { Select } from '../ui/select.tsx';
import { showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { EditWizard } from '../ui/wizard/index.ts';
import { type AccountValues, accountBody, accountPatch, accountSchema, accountValues } from './account-values.ts';
import { languageOptions } from './language-options.ts';
import { accountPath, accountQuery, logoOf } from './queries.ts';
import { useAccountTexts } from './texts.ts';

export type EditStep = 'general' | 'additional' | 'address';

export interface EditAccountProps {
  account: Account;
  first: EditStep | undefined;
  onClose: () => void;
}

/** Edit: General, Additional data, Headquarters address in any order, one Save. */
export function EditAccount({ account, first, onClose }: EditAccountProps) {
  const t = useAccountTexts();
  const { edit, logo, setLogo, version, save } = useAccountForm(account);
  const { errors } = edit.form.formState;
  const additional = ['website', 'defaultLanguageCode', 'technicalSupportEmail', 'description'] as const;

  const step = (id: EditStep, content: ReactNode) => ({
    id,
    label: t(`edit.${id}`),
    content: <div className="flex flex-col gap-4">{content}</div>,
  });
  return (
    <FormProvider {...edit.form}>
      <EditWizard
        title={t('edit.title')}
        {...(first ? { first } : {})}
        steps={[
          {
            ...step('general', <GeneralStep account={version.base} logo={logo} onLogo={setLogo} />),
            validate: () => edit.form.trigger('name', { shouldFocus: true }),
          },
          {
            ...step('additional', <AdditionalStep stored={account.defaultLanguageCode ?? 'en-US'} />),
            validate: () => edit.form.trigger(additional, { shouldFocus: true }),
          },
          {
            ...step('address', <AddressStep />),
            validate: () => edit.form.trigger(addressNames, { shouldFocus: true }),
          },
        ]}
        badSteps={[
          ...(errors.name ? ['general'] : []),
          ...(additional.some((field) => errors[field]) ? ['additional'] : []),
          ...(errors.address ? ['address'] : []),
        ]}
        notice={version.notice}
        problems={version.conflict ? [] : edit.problems}
        dirty={edit.dirty || logo !== undefined}
        onSave={save}
        onClose={onClose}
      />
    </FormProvider>
  );
}

const addressNames = addressParts.map((part) => `address.${part}` as const);

function useAccountForm(account: Account) {
  const t = useAccountTexts();
  const queries = useQueryClient();
  const [logo, setLogo] = useState<ImageChange>();
  const version = useVersion<Account>({
    first: account,
    load: () => queries.fetchQuery({ ...accountQuery(account.id), staleTime: 0 }),
    onNewest(newest, before) {
      const mine = edit.form.getValues();
      edit.form.reset(accountValues(newest));
      const merged = rebase(accountValues(before), mine, accountValues(newest));
      const { address, ...texts } = merged;
      for (const [name, value] of Object.entries(texts)) edit.form.setValue(name as 'name', value, { shouldDirty: true });
      for (const part of addressParts) edit.form.setValue(`address.${part}`, address[part], { shouldDirty: true });
    },
  });
  const edit = useEditForm<AccountValues>({
    values: accountValues(account),
    schema: accountSchema,
    check: useAddressCheck('address'),
    async save(values) {
      const patch = accountPatch(accountValues(version.base), values);
      if (Object.keys(patch).length === 0 && logo === undefined) return;
      await version.put(accountPath(account.id), accountBody(patch, logo));
      showToast({ title: t('edit.saved') });
      // The account's name and logo stand in the header, in lists and in the switcher.
      for (const queryKey of [['account', account.id], sessionQuery.queryKey, ['own-accounts'], tableKey('accounts')])
        void queries.invalidateQueries({ queryKey });
    },
  });
  return { edit, logo, setLogo, version, save: edit.submit };
}

function GeneralStep({ account, logo, onLogo }: { account: Account; logo: ImageChange; onLogo: (logo: ImageChange) => void }) {
  const t = useAccountTexts();
  return (
    <>
      <ImageInput label={t('field.logo')} name={account.name} current={logoOf(account)} value={logo} onValueChange={onLogo} />
      <TextField name="name" label={t('field.name')} required autoComplete="organization" />
    </>
  );
}

function AdditionalStep({ stored }: { stored: string }) {
  const t = useAccountTexts();
  return (
    <>
      <TextField name="website" type="url" label={t('field.website')} help={t('field.websiteHelp')} autoComplete="url" />
      <FormField name="defaultLanguageCode" label={t('field.language')} help={t('field.languageHelp')}>
        {(bound) => <Select options={languageOptions(stored)} {...bound} />}
      </FormField>
      <TextField name="technicalSupportEmail" type="email" label={t('field.supportEmail')} autoComplete="email" />
      <TextareaField name="description" label={t('field.description')} rows={5} counter={2000} />
    </>
  );
}

function AddressStep() {
  const t = useAccountTexts();
  return (
    <>
      <p className="text-muted text-sm">{t('edit.addressHelp')}</p>
      <AddressFields name="address" />
    </>
  );
}
