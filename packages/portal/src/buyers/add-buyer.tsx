import type { Buyer } from '@tenantry/contract/buyers';
import { useState } from 'react';
import { FormProvider, type UseFormReturn, useFormContext } from 'react-hook-form';
import { api } from '../api.ts';
import { AccountField } from '../parties/account-field.tsx';
import { ContactFields } from '../parties/contact-fields.tsx';
import { contactText, useContactCheck } from '../parties/contact-values.ts';
import { partyBody } from '../parties/party-query.ts';
import { buyersPage, buyersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { LogoField } from '../parties/use-party-form.tsx';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { wizardProblem } from '../parties/wizard-problem.ts';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { AddressText } from '../ui/address/address-text.tsx';
import { addressParts } from '../ui/address/address-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { useEditForm } from '../ui/form/index.ts';
import type { ImageChange } from '../ui/image-input.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { Wizard, type WizardStep } from '../ui/wizard/index.ts';
import { type BuyerValues, buyerSchema, externalFields, newBuyer, noBuyer } from './buyer-values.ts';
import { OperatorFields, SellersField } from './edit-buyer.tsx';
import { useBuyerTexts } from './texts.ts';

const stepOf = {
  name: 'general',
  taxId: 'general',
  externalIds: 'general',
  account: 'general',
  address: 'address',
  sellers: 'sellers',
  contact: 'contact',
};

/** Operators make a buyer: General, Buyer address, Sellers, Contact person, Overview, Summary. */
export function AddBuyer({ onClose }: { onClose: () => void }) {
  const t = useBuyerTexts();
  const changed = usePartiesChanged();
  const [logo, setLogo] = useState<ImageChange>();
  const checkAddress = useAddressCheck('address', true);
  const checkContact = useContactCheck('contact');
  const edit = useEditForm<BuyerValues>({
    values: noBuyer,
    schema: buyerSchema,
    check: (values, before) => ({ ...checkAddress(values, before), ...checkContact(values) }),
    save: async () => undefined,
  });
  const { form } = edit;

  const steps = useSteps(form, { value: logo, set: setLogo });

  async function add(): Promise<Buyer> {
    const buyer = await api.post<Buyer>(buyersPath, partyBody('buyer', newBuyer(form.getValues()), logo));
    changed();
    return buyer;
  }

  return (
    <FormProvider {...form}>
      <Wizard<Buyer>
        title={t('create.title')}
        dirty={edit.dirty || logo !== undefined}
        steps={steps}
        overview={<Overview />}
        onAdd={add}
        onProblem={(error) => wizardProblem(form, error, stepOf)}
        summary={(buyer) => ({ title: t('create.done', { name: buyer.name }), viewTo: `${buyersPage}/${buyer.id}` })}
        onClose={onClose}
      />
    </FormProvider>
  );
}

interface Logo {
  value: ImageChange | undefined;
  set: (logo: ImageChange | undefined) => void;
}

function useSteps(form: UseFormReturn<BuyerValues>, logo: Logo): WizardStep[] {
  const t = useBuyerTexts();
  return [
    {
      id: 'general',
      label: t('edit.general'),
      content: (
        <>
          <LogoField name={form.watch('name')} value={logo.value} onValueChange={logo.set} />
          <AccountField name="account" help={t('create.accountHelp')} />
          <OperatorFields />
          <p className="text-muted text-xs">{t('create.erpHelp')}</p>
        </>
      ),
      validate: () => form.trigger(['name', 'taxId', 'externalIds', 'account'], { shouldFocus: true }),
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
    { id: 'sellers', label: t('edit.sellers'), content: <SellersField /> },
    {
      id: 'contact',
      label: t('edit.contact'),
      content: <ContactFields name="contact" account={form.watch('account') || undefined} />,
      validate: () => form.trigger('contact', { shouldFocus: true }),
    },
  ];
}

/** The recap, read when it is shown: the wizard around it does not render again for each choice. */
function Overview() {
  const values = useFormContext<BuyerValues>().getValues();
  const t = useBuyerTexts();
  const party = usePartyTexts();
  const { contact } = values;
  return (
    <KeyValue
      items={[
        { label: party('name'), value: values.name },
        { label: party('account'), value: values.account && <code>{values.account}</code> },
        { label: party('taxNumber'), value: values.taxId },
        ...externalFields.map((field) => ({ label: party(`external.${field}`), value: values.externalIds[field] })),
        { label: t('edit.address'), value: <AddressText address={values.address} /> },
        { label: t('edit.sellers'), value: values.sellers.join('\n') || t('create.noSellers') },
        { label: t('edit.contact'), value: contactText(contact) },
      ]}
    />
  );
}
