import { useQuery } from '@tanstack/react-query';
import type { Buyer } from '@tenantry/contract/buyers';
import type { Licensee } from '@tenantry/contract/licensees';
import { useState } from 'react';
import { FormProvider, type UseFormReturn } from 'react-hook-form';
import { api } from '../api.ts';
import { buyerQuery } from '../buyers/queries.ts';
import { ContactFields } from '../parties/contact-fields.tsx';
import { partyBody } from '../parties/party-query.ts';
import { licenseesPage, licenseesPath } from '../parties/paths.ts';
import { LogoField } from '../parties/use-party-form.tsx';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { wizardProblem } from '../parties/wizard-problem.ts';
import { addressParts } from '../ui/address/address-values.ts';
import { useEditForm } from '../ui/form/index.ts';
import type { ImageChange } from '../ui/image-input.tsx';
import { Wizard, type WizardStep } from '../ui/wizard/index.ts';
import { AddressChoice } from './address-choice.tsx';
import { generalNames, MoreFields, NameField } from './general-fields.tsx';
import { type LicenseeValues, licenseeSchema, newLicensee, noLicensee } from './licensee-values.ts';
import { Overview } from './overview.tsx';
import { BuyersStep, SellersStep } from './pair-steps.tsx';
import { ResaleField, useResaleOnly } from './resale-field.tsx';
import { useLicenseeTexts } from './texts.ts';
import { useLicenseeCheck } from './use-licensee-check.ts';

export interface AddLicenseeProps {
  /** Chosen already. */
  buyer?: string | undefined;
  onClose: () => void;
}

const stepOf = {
  name: 'general',
  externalId: 'general',
  description: 'general',
  eligibility: 'general',
  buyer: 'buyers',
  seller: 'sellers',
  contact: 'contact',
  address: 'address',
};

/** Add: General, Buyers, Sellers, Contact person, Address, Overview, Summary. */
export function AddLicensee({ buyer: given = '', onClose }: AddLicenseeProps) {
  const t = useLicenseeTexts();
  const changed = usePartiesChanged();
  const resaleOnly = useResaleOnly();
  const [logo, setLogo] = useState<ImageChange>();
  const check = useLicenseeCheck();
  const edit = useEditForm<LicenseeValues>({
    values: { ...noLicensee, buyer: given },
    schema: licenseeSchema,
    check: (values, before) => ({
      ...check(values, before),
      ...(values.buyer ? {} : { buyer: t('buyersStep.required') }),
      ...(values.seller ? {} : { seller: t('sellersStep.required') }),
    }),
    save: async () => undefined,
  });
  const { form } = edit;
  const chosen = form.watch('buyer');
  const { data: buyer } = useQuery({ ...buyerQuery(chosen), enabled: chosen !== '' });

  async function add(): Promise<Licensee> {
    const values = form.getValues();
    const body = newLicensee({ ...values, isResale: values.isResale || resaleOnly });
    const licensee = await api.post<Licensee>(licenseesPath, partyBody('licensee', body, logo));
    changed();
    return licensee;
  }

  const steps = useSteps(form, { buyer, value: logo, set: setLogo });
  return (
    <FormProvider {...form}>
      <Wizard<Licensee>
        title={t('add')}
        dirty={edit.dirty || logo !== undefined}
        steps={steps}
        overview={<Overview buyer={buyer} resaleOnly={resaleOnly} />}
        onAdd={add}
        onProblem={(error) => wizardProblem(form, error, stepOf)}
        summary={(licensee) => ({
          title: t('result.added', { name: licensee.name }),
          message: licensee.status === 'Active' ? t('result.active') : t('waiting.detail'),
          viewTo: `${licenseesPage}/${licensee.id}`,
        })}
        onClose={onClose}
      />
    </FormProvider>
  );
}

interface Given {
  buyer: Buyer | undefined;
  value: ImageChange | undefined;
  set: (logo: ImageChange | undefined) => void;
}

function useSteps(form: UseFormReturn<LicenseeValues>, { buyer, value, set }: Given): WizardStep[] {
  const t = useLicenseeTexts();
  return [
    {
      id: 'general',
      label: t('step.general'),
      content: (
        <>
          <LogoField name={form.watch('name')} value={value} onValueChange={set} />
          <NameField />
          <ResaleField />
          <MoreFields />
        </>
      ),
      validate: () => form.trigger(generalNames, { shouldFocus: true }),
    },
    { id: 'buyers', label: t('step.buyers'), content: <BuyersStep />, validate: () => form.trigger('buyer') },
    {
      id: 'sellers',
      label: t('step.sellers'),
      content: <SellersStep buyer={buyer ?? { id: form.getValues('buyer') }} />,
      validate: () => form.trigger('seller'),
    },
    {
      id: 'contact',
      label: t('step.contact'),
      content: <ContactFields name="contact" account={buyer?.account?.id} />,
      validate: () => form.trigger('contact', { shouldFocus: true }),
    },
    {
      id: 'address',
      label: t('step.address'),
      content: <AddressChoice buyerAddress={buyer?.address} />,
      validate: () =>
        form.trigger(
          addressParts.map((part) => `address.${part}` as const),
          { shouldFocus: true },
        ),
    },
  ];
}
