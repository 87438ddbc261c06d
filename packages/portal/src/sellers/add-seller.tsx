import type { Seller } from '@tenantry/contract/sellers';
import { useState } from 'react';
import { FormProvider, useFormContext } from 'react-hook-form';
import { api } from '../api.ts';
import { partyBody } from '../parties/party-query.ts';
import { sellersPage, sellersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { LogoField } from '../parties/use-party-form.tsx';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { wizardProblem } from '../parties/wizard-problem.ts';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { AddressText } from '../ui/address/address-text.tsx';
import { addressParts } from '../ui/address/address-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { TextField, useEditForm } from '../ui/form/index.ts';
import type { ImageChange } from '../ui/image-input.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { Wizard } from '../ui/wizard/index.ts';
import { CurrenciesField } from './currencies-field.tsx';
import { newSeller, noSeller, type SellerValues, sellerSchema } from './seller-values.ts';
import { useSellerTexts } from './texts.ts';

const stepOf = { name: 'general', externalId: 'general', address: 'address', currencies: 'currencies' };

/** Operators make a seller: General, Address, Currencies, Overview, Summary. */
export function AddSeller({ onClose }: { onClose: () => void }) {
  const t = useSellerTexts();
  const changed = usePartiesChanged();
  const [logo, setLogo] = useState<ImageChange>();
  const check = useAddressCheck('address', true);
  const edit = useEditForm<SellerValues>({ values: noSeller, schema: sellerSchema, check, save: async () => undefined });
  const { form } = edit;

  async function add(): Promise<Seller> {
    const seller = await api.post<Seller>(sellersPath, partyBody('seller', newSeller(form.getValues()), logo));
    changed();
    return seller;
  }

  return (
    <FormProvider {...form}>
      <Wizard<Seller>
        title={t('create.title')}
        dirty={edit.dirty || logo !== undefined}
        steps={[
          {
            id: 'general',
            label: t('edit.general'),
            content: (
              <>
                <LogoField name={form.watch('name')} value={logo} onValueChange={setLogo} />
                <NameFields />
              </>
            ),
            validate: () => form.trigger(['name', 'externalId'], { shouldFocus: true }),
          },
          {
            id: 'address',
            label: t('edit.address'),
            content: <AddressFields name="address" required />,
            validate: () =>
              form.trigger(
                addressParts.map((part) => `address.${part}` as const),
                { shouldFocus: true },
              ),
          },
          { id: 'currencies', label: t('edit.currencies'), content: <CurrenciesField />, validate: () => form.trigger('currencies') },
        ]}
        overview={<Overview />}
        onAdd={add}
        onProblem={(error) => wizardProblem(form, error, stepOf)}
        summary={(seller) => ({ title: t('create.done', { name: seller.name }), viewTo: `${sellersPage}/${seller.id}` })}
        onClose={onClose}
      />
    </FormProvider>
  );
}

/** The recap, read when it is shown: the wizard around it does not render again for each choice. */
function Overview() {
  const t = useSellerTexts();
  const party = usePartyTexts();
  const values = useFormContext<SellerValues>().getValues();
  return (
    <KeyValue
      items={[
        { label: party('name'), value: values.name },
        { label: t('externalId'), value: values.externalId },
        { label: party('address'), value: <AddressText address={values.address} /> },
        { label: t('edit.currencies'), value: values.currencies.map(({ value }) => value).join(', ') },
      ]}
    />
  );
}

export function NameFields() {
  const t = useSellerTexts();
  const party = usePartyTexts();
  return (
    <>
      <TextField name="name" label={party('name')} required autoComplete="off" maxLength={500} />
      <TextField name="externalId" label={t('externalId')} required autoComplete="off" maxLength={250} />
    </>
  );
}
