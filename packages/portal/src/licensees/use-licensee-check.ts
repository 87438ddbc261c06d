import { useContactCheck } from '../parties/contact-values.ts';
import { useAddressCheck } from '../ui/address/use-address-check.ts';
import type { Messages } from '../ui/form/index.ts';
import type { LicenseeValues } from './licensee-values.ts';

/** What no schema can say of a licensee: its own address is whole, its contact is somebody. */
export function useLicenseeCheck(): (values: LicenseeValues, before: LicenseeValues) => Messages {
  const checkAddress = useAddressCheck('address', true);
  const checkContact = useContactCheck('contact');
  return (values, before) => ({
    ...(values.addressKind === 'own' ? checkAddress(values, before) : {}),
    ...checkContact(values),
  });
}
