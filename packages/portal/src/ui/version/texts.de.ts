import type { Translation } from '../../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Jemand anderes hat dies inzwischen geändert',
  detail:
    'Es wurde nichts gespeichert, damit die andere Änderung nicht verloren geht. Laden Sie die neueste Fassung: Ihre Eingaben bleiben erhalten.',
  load: 'Neueste Fassung laden',
  loaded: 'Die neueste Fassung ist geladen, Ihre Eingaben wurden behalten. Prüfen Sie sie und speichern Sie erneut.',
};
