import { useQuery } from '@tanstack/react-query';
import type { Seller } from '@tenantry/contract/sellers';
import type { ReactNode } from 'react';
import { FormProvider } from 'react-hook-form';
import { sellersPath } from '../parties/paths.ts';
import { LogoField, usePartyForm } from '../parties/use-party-form.tsx';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { addressParts } from '../ui/address/address-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import { EditWizard } from '../ui/wizard/index.ts';
import { NameFields } from './add-seller.tsx';
import { CurrenciesField } from './currencies-field.tsx';
import { sellerQuery } from './queries.ts';
import { type SellerValues, sellerPatch, sellerSchema, sellerValues } from './seller-values.ts';
import { useSellerTexts } from './texts.ts';

export interface EditSellerProps {
  id: string;
  first?: string | undefined;
  onClose: () => void;
}

/** Edit, for operators: General, Address, Currencies. */
export function EditSeller({ id, first, onClose }: EditSellerProps) {
  const { data: seller } = useQuery(sellerQuery(id));
  return seller ? <EditForm seller={seller} first={first} onClose={onClose} /> : null;
}

function EditForm({ seller, first, onClose }: Omit<EditSellerProps, 'id'> & { seller: Seller }) {
  const t = useSellerTexts();
  const { edit, version, logo, wizard } = usePartyForm<Seller, SellerValues>({
    party: seller,
    collection: sellersPath,
    part: 'seller',
    schema: sellerSchema,
    check: useAddressCheck('address', true),
    valuesOf: sellerValues,
    patchOf: sellerPatch,
    saved: t('edit.saved'),
  });
  const { form } = edit;
  const { errors } = form.formState;
  const step = (id: 'general' | 'address' | 'currencies', content: ReactNode) => ({
    id,
    label: t(`edit.${id}`),
    content: <div className="flex flex-col gap-4">{content}</div>,
  });
  return (
    <FormProvider {...form}>
      <EditWizard
        title={t('edit.title', { name: seller.name })}
        {...(first ? { first } : {})}
        steps={[
          {
            ...step(
              'general',
              <>
                <LogoField name={seller.name} party={version.base} value={logo.value} onValueChange={logo.set} />
                <NameFields />
              </>,
            ),
            validate: () => form.trigger(['name', 'externalId'], { shouldFocus: true }),
          },
          {
            ...step('address', <AddressFields name="address" required />),
            validate: () =>
              form.trigger(
                addressParts.map((part) => `address.${part}` as const),
                { shouldFocus: true },
              ),
          },
          { ...step('currencies', <CurrenciesField />), validate: () => form.trigger('currencies') },
        ]}
        badSteps={[
          ...(errors.name || errors.externalId ? ['general'] : []),
          ...(errors.address ? ['address'] : []),
          ...(errors.currencies ? ['currencies'] : []),
        ]}
        onClose={onClose}
        {...wizard}
      />
    </FormProvider>
  );
}
