import { useQuery } from '@tanstack/react-query';
import type { Buyer } from '@tenantry/contract/buyers';
import type { ReactNode } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import { ContactFields } from '../parties/contact-fields.tsx';
import { useContactCheck } from '../parties/contact-values.ts';
import { buyersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { LogoField, usePartyForm } from '../parties/use-party-form.tsx';
import { useRights } from '../parties/use-rights.ts';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { addressParts } from '../ui/address/address-values.ts';
import { TaxIdField } from '../ui/address/tax-id-field.tsx';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { FormField, TextField } from '../ui/form/index.ts';
import { EditWizard } from '../ui/wizard/index.ts';
import { type BuyerValues, buyerPatch, buyerSchema, buyerValues, externalFields } from './buyer-values.ts';
import { buyerQuery, moreOfBuyer } from './queries.ts';
import { SellerPicker } from './seller-picker.tsx';
import { useBuyerTexts } from './texts.ts';

export interface EditBuyerProps {
  id: string;
  first?: string | undefined;
  onClose: () => void;
}

/** Edit: General (logo), Buyer address, Contact person; for operators everything. Reads the buyer first, so that a list can open it. */
export function EditBuyer({ id, first, onClose }: EditBuyerProps) {
  const { data: buyer } = useQuery(buyerQuery(id));
  const { manages } = useRights();
  return buyer && manages ? <EditForm buyer={buyer} first={first} onClose={onClose} /> : null;
}

const addressNames = addressParts.map((part) => `address.${part}` as const);

function EditForm({ buyer, first, onClose }: Omit<EditBuyerProps, 'id'> & { buyer: Buyer }) {
  const t = useBuyerTexts();
  const { operates } = useRights();
  const { edit, version, logo, wizard } = useBuyerForm(buyer);
  const { form } = edit;
  const { errors } = form.formState;
  const step = (id: 'general' | 'address' | 'contact' | 'sellers', content: ReactNode) => ({
    id,
    label: t(`edit.${id}`),
    content: <div className="flex flex-col gap-4">{content}</div>,
  });
  return (
    <FormProvider {...form}>
      <EditWizard
        title={t('edit.title', { name: buyer.name })}
        {...(first ? { first } : {})}
        steps={[
          {
            ...step(
              'general',
              <>
                <LogoField name={buyer.name} party={version.base} value={logo.value} onValueChange={logo.set} />
                {operates && <OperatorFields />}
              </>,
            ),
            validate: () => form.trigger(['name', 'taxId', 'externalIds'], { shouldFocus: true }),
          },
          {
            ...step('address', <AddressFields name="address" required={buyer.address !== null} />),
            validate: () => form.trigger(addressNames, { shouldFocus: true }),
          },
          {
            ...step('contact', <ContactFields name="contact" account={buyer.account?.id} />),
            validate: () => form.trigger('contact', { shouldFocus: true }),
          },
          { ...step('sellers', <SellersField />), hidden: !operates },
        ]}
        badSteps={[
          ...(errors.name || errors.taxId || errors.externalIds ? ['general'] : []),
          ...(errors.address ? ['address'] : []),
          ...(errors.contact ? ['contact'] : []),
          ...(errors.sellers ? ['sellers'] : []),
        ]}
        onClose={onClose}
        {...wizard}
      />
    </FormProvider>
  );
}

function useBuyerForm(buyer: Buyer) {
  const t = useBuyerTexts();
  const checkAddress = useAddressCheck('address', buyer.address !== null);
  const checkContact = useContactCheck('contact');
  return usePartyForm<Buyer, BuyerValues>({
    party: buyer,
    collection: buyersPath,
    part: 'buyer',
    more: moreOfBuyer,
    schema: buyerSchema,
    check: (values, before) => ({ ...checkAddress(values, before), ...checkContact(values) }),
    valuesOf: buyerValues,
    patchOf: buyerPatch,
    saved: t('edit.saved'),
  });
}

/** What the ERP says of a buyer; only operators change it. */
export function OperatorFields() {
  const party = usePartyTexts();
  const country = useWatch({ name: 'address.country' }) as string;
  return (
    <>
      <TextField name="name" label={party('name')} required autoComplete="off" />
      <TaxIdField name="taxId" country={country} />
      <ExternalFields />
    </>
  );
}

export function ExternalFields() {
  const party = usePartyTexts();
  return (
    <>
      {externalFields.map((field) => (
        <TextField key={field} name={`externalIds.${field}`} label={party(`external.${field}`)} autoComplete="off" maxLength={250} />
      ))}
    </>
  );
}

export function SellersField() {
  const t = useBuyerTexts();
  return (
    <FormField name="sellers" label={t('edit.sellers')} help={t('edit.sellersHelp')} group>
      {({ value, onValueChange }) => <SellerPicker value={value as string[]} onValueChange={onValueChange} />}
    </FormField>
  );
}
