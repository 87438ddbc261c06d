import type { Buyer } from '@tenantry/contract/buyers';
import { useFormContext } from 'react-hook-form';
import { contactText } from '../parties/contact-values.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { AddressText } from '../ui/address/address-text.tsx';
import { KeyValue } from '../ui/panel.tsx';
import type { LicenseeValues } from './licensee-values.ts';
import { useLicenseeTexts } from './texts.ts';

interface OverviewProps {
  buyer: Buyer | undefined;
  resaleOnly: boolean;
}

/** The recap before Add. */
export function Overview({ buyer, resaleOnly }: OverviewProps) {
  const t = useLicenseeTexts();
  // Read when it is shown: the wizard around it does not render again for each choice.
  const values = useFormContext<LicenseeValues>().getValues();
  const party = usePartyTexts();
  const seller = buyer?.sellers?.find(({ id }) => id === values.seller);
  return (
    <KeyValue
      items={[
        { label: t('field.name'), value: values.name },
        { label: t('resale'), value: values.isResale || resaleOnly ? party('yes') : party('no') },
        { label: t('field.externalId'), value: values.externalId },
        { label: t('field.description'), value: values.description },
        { label: party('buyer'), value: buyer?.name ?? values.buyer },
        { label: party('seller'), value: seller?.name ?? values.seller },
        { label: party('contact'), value: contactText(values.contact) },
        {
          label: party('address'),
          value: (
            <>
              {values.addressKind === 'buyer' && <span className="block text-muted text-xs">{t('field.sameAsBuyer')}</span>}
              <AddressText address={values.addressKind === 'buyer' ? buyer?.address : values.address} />
            </>
          ),
        },
      ]}
    />
  );
}
