import { useQuery } from '@tanstack/react-query';
import type { Licensee } from '@tenantry/contract/licensees';
import type { ReactNode } from 'react';
import { type FieldErrors, FormProvider } from 'react-hook-form';
import { buyerQuery } from '../buyers/queries.ts';
import { ContactFields } from '../parties/contact-fields.tsx';
import { licenseesPath } from '../parties/paths.ts';
import { LogoField, usePartyForm } from '../parties/use-party-form.tsx';
import { useRights } from '../parties/use-rights.ts';
import { addressParts } from '../ui/address/address-values.ts';
import { EditWizard } from '../ui/wizard/index.ts';
import { AddressChoice } from './address-choice.tsx';
import { generalNames, MoreFields, NameField } from './general-fields.tsx';
import { type LicenseeValues, licenseePatch, licenseeSchema, licenseeValues } from './licensee-values.ts';
import { licenseeQuery } from './queries.ts';
import { useLicenseeTexts } from './texts.ts';
import { useLicenseeCheck } from './use-licensee-check.ts';

export interface EditLicenseeProps {
  id: string;
  first?: string | undefined;
  onClose: () => void;
}

/** Edit: General, Contact person, Address information. Buyer and seller stay for good. */
export function EditLicensee({ id, first, onClose }: EditLicenseeProps) {
  const { data: licensee } = useQuery(licenseeQuery(id));
  const { manages } = useRights();
  return licensee && manages ? <EditForm licensee={licensee} first={first} onClose={onClose} /> : null;
}

function EditForm({ licensee, first, onClose }: Omit<EditLicenseeProps, 'id'> & { licensee: Licensee }) {
  const t = useLicenseeTexts();
  const { data: buyer } = useQuery(buyerQuery(licensee.buyer?.id ?? ''));
  const { edit, version, logo, wizard } = usePartyForm<Licensee, LicenseeValues>({
    party: licensee,
    collection: licenseesPath,
    part: 'licensee',
    schema: licenseeSchema,
    check: useLicenseeCheck(),
    valuesOf: licenseeValues,
    patchOf: licenseePatch,
    saved: t('result.saved'),
  });
  const { form } = edit;
  const step = (id: 'general' | 'contact' | 'addressInformation', content: ReactNode) => ({
    id: id === 'addressInformation' ? 'address' : id,
    label: t(`step.${id}`),
    content: <div className="flex flex-col gap-4">{content}</div>,
  });
  return (
    <FormProvider {...form}>
      <EditWizard
        title={t('editTitle', { name: licensee.name })}
        {...(first ? { first } : {})}
        steps={[
          {
            ...step(
              'general',
              <>
                <LogoField name={licensee.name} party={version.base} value={logo.value} onValueChange={logo.set} />
                <NameField />
                <MoreFields />
              </>,
            ),
            validate: () => form.trigger(generalNames, { shouldFocus: true }),
          },
          {
            ...step('contact', <ContactFields name="contact" account={licensee.account?.id} />),
            validate: () => form.trigger('contact', { shouldFocus: true }),
          },
          {
            ...step('addressInformation', <AddressChoice buyerAddress={buyer?.address} />),
            validate: () =>
              form.trigger(
                addressParts.map((part) => `address.${part}` as const),
                { shouldFocus: true },
              ),
          },
        ]}
        badSteps={badSteps(form.formState.errors)}
        onClose={onClose}
        {...wizard}
      />
    </FormProvider>
  );
}

const badSteps = (errors: FieldErrors<LicenseeValues>): string[] => [
  ...(errors.name || errors.externalId || errors.description ? ['general'] : []),
  ...(errors.contact ? ['contact'] : []),
  ...(errors.address ? ['address'] : []),
];
