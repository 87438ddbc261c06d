import { useQueryClient } from '@tanstack/react-query';
import { type Account, NewAccount } from '@tenantry/contract/accounts';
import { addressFields, optional, strict } from '@tenantry/contract/fields';
import { FormProvider } from 'react-hook-form';
import { Type } from 'typebox';
import { type ApiError, api } from '../api.ts';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { AddressText } from '../ui/address/address-text.tsx';
import { type AddressValues, addressParts, addressValues, wholeAddress } from '../ui/address/address-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { RadioGroup } from '../ui/choice.tsx';
import { tableKey } from '../ui/data-table/index.ts';
import { FormField, sortProblem, TextField, useEditForm } from '../ui/form/index.ts';
import { KeyValue } from '../ui/panel.tsx';
import { Wizard } from '../ui/wizard/index.ts';
import { useAccountTexts } from './texts.ts';

interface NewValues {
  type: 'Client' | 'Vendor';
  name: string;
  externalId: string;
  address: AddressValues;
}

const schema = Type.Object({
  type: NewAccount.properties.type,
  name: NewAccount.properties.name,
  externalId: NewAccount.properties.externalId,
  address: Type.Optional(strict(optional(addressFields))),
});

const none: NewValues = { type: 'Client', name: '', externalId: '', address: addressValues(null) };

function bodyOf({ address, externalId, ...rest }: NewValues): NewAccount {
  const given = wholeAddress(address);
  return { ...rest, ...(externalId.trim() ? { externalId: externalId.trim() } : {}), ...(given ? { address: given } : {}) };
}

/** Operators make an account; its Administrators group comes with it. There is one Operations account, and it exists. */
export function AddAccount({ onClose }: { onClose: () => void }) {
  const t = useAccountTexts();
  const queries = useQueryClient();
  const edit = useEditForm<NewValues>({ values: none, schema, check: useAddressCheck('address'), save: async () => undefined });
  const { form } = edit;

  async function add(): Promise<Account> {
    const account = await api.post<Account>('/public/v1/accounts/accounts', bodyOf(form.getValues()));
    void queries.invalidateQueries({ queryKey: tableKey('accounts') });
    return account;
  }

  /** Back to the step of the first bad field, with the message at that field. */
  function onProblem(error: ApiError) {
    const shown = ['type', 'name', 'externalId', ...addressParts.map((part) => `address.${part}`)];
    const { fields, rest } = sortProblem(error.problem, (path) => shown.includes(path));
    for (const [path, message] of fields) form.setError(path as 'name', { type: 'server', message });
    const [first] = fields.keys();
    return { ...(first ? { step: first.startsWith('address') ? 'address' : 'general' } : {}), messages: [...rest, ...fields.values()] };
  }

  return (
    <FormProvider {...form}>
      <Wizard<Account>
        title={t('create.title')}
        dirty={edit.dirty}
        steps={[
          {
            id: 'general',
            label: t('create.general'),
            content: <GeneralStep type={form.watch('type')} />,
            validate: () => form.trigger(['type', 'name', 'externalId'], { shouldFocus: true }),
          },
          {
            id: 'address',
            label: t('create.address'),
            content: (
              <>
                <p className="text-muted text-sm">{t('edit.addressHelp')}</p>
                <AddressFields name="address" />
              </>
            ),
            validate: () =>
              form.trigger(
                addressParts.map((part) => `address.${part}` as const),
                { shouldFocus: true },
              ),
          },
        ]}
        overview={<Overview values={form.getValues()} />}
        onAdd={add}
        onProblem={onProblem}
        summary={(account) => ({
          title: t('create.done', { name: account.name }),
          message: t('create.next'),
          viewTo: `/administration/settings/accounts/${account.id}`,
        })}
        onClose={onClose}
      />
    </FormProvider>
  );
}

function GeneralStep({ type }: { type: NewValues['type'] }) {
  const t = useAccountTexts();
  const options = (['Client', 'Vendor'] as const).map((value) => ({ value, label: t(`kind.${value}`) }));
  return (
    <>
      <FormField name="type" label={t('field.kind')} group required>
        {({ value, ref, onValueChange }) => (
          <RadioGroup
            label={t('field.kind')}
            ref={ref}
            options={options}
            value={value as NewValues['type']}
            onValueChange={onValueChange}
          />
        )}
      </FormField>
      <TextField name="name" label={t('field.name')} required autoComplete="off" />
      <TextField
        name="externalId"
        label={t(`field.externalId.${type}`)}
        help={type === 'Client' ? t('create.externalHelp') : undefined}
        autoComplete="off"
      />
    </>
  );
}

function Overview({ values }: { values: NewValues }) {
  const t = useAccountTexts();
  return (
    <KeyValue
      items={[
        { label: t('field.kind'), value: t(`kind.${values.type}`) },
        { label: t('field.name'), value: values.name },
        { label: t(`field.externalId.${values.type}`), value: values.externalId },
        { label: t('create.address'), value: <AddressText address={values.address} /> },
      ]}
    />
  );
}
