import type { Translation } from '../../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  addressLine1: 'Adresszeile 1',
  addressLine2: 'Adresszeile 2',
  city: 'Ort',
  country: 'Land',
  state: 'Bundesland / Region',
  postCode: 'Postleitzahl',
  countryHint: 'Land eintippen',
};
