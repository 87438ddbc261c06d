import type { Translation } from '../../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  countryCode: 'Ländervorwahl',
  number: 'Telefonnummer',
  reads: 'Gelesen als {{text}}',
  impossible: 'Mit dieser Ländervorwahl hat keine Nummer so viele Ziffern.',
};
