import type { Address } from '@tenantry/contract/fields';
import { useWatch } from 'react-hook-form';
import { AddressFields } from '../ui/address/address-fields.tsx';
import { AddressText } from '../ui/address/address-text.tsx';
import { RadioGroup } from '../ui/choice.tsx';
import { FormField } from '../ui/form/index.ts';
import type { LicenseeValues } from './licensee-values.ts';
import { useLicenseeTexts } from './texts.ts';

/** The buyer's address, or one of its own. */
export function AddressChoice({ buyerAddress }: { buyerAddress: Address | null | undefined }) {
  const t = useLicenseeTexts();
  const kind = useWatch({ name: 'addressKind' }) as LicenseeValues['addressKind'];
  return (
    <div className="flex flex-col gap-4">
      <FormField name="addressKind" label={t('field.address')} group>
        {({ value, ref, onValueChange }) => (
          <RadioGroup
            ref={ref}
            label={t('field.address')}
            value={value as LicenseeValues['addressKind']}
            onValueChange={onValueChange}
            options={[
              { value: 'buyer', label: t('field.sameAsBuyer'), description: t('field.sameDetail') },
              { value: 'own', label: t('field.own') },
            ]}
          />
        )}
      </FormField>
      {kind === 'own' ? (
        <AddressFields name="address" required />
      ) : (
        buyerAddress && (
          <div className="rounded-lg border bg-sunken px-3 py-2.5 text-sm">
            <AddressText address={buyerAddress} />
          </div>
        )
      )}
    </div>
  );
}
