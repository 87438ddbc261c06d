import type { Translation } from '../../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  addressLine1: 'Adresszeile 1',
  addressLine2: 'Adresszeile 2',
  country: 'Land',
  countryHint: 'Land eintippen',
  example: 'Zum Beispiel {{example}}',
  missing: 'Das wird gebraucht.',
  missingToo: 'Ein Teil der Adresse ist angegeben, deshalb wird auch das gebraucht.',
  postCodeShape: 'Passt nicht zum Land.',
  cities: { city: 'Ort', district: 'Bezirk', postTown: 'Stadt oder Ort', suburb: 'Vorort' },
  postCodes: { postCode: 'Postleitzahl', zip: 'ZIP-Code', pin: 'PIN-Code', eircode: 'Eircode' },
  states: {
    area: 'Gebiet',
    canton: 'Kanton',
    county: 'Grafschaft',
    department: 'Departement',
    district: 'Distrikt',
    emirate: 'Emirat',
    island: 'Insel',
    land: 'Bundesland',
    oblast: 'Oblast',
    parish: 'Gemeinde',
    prefecture: 'Präfektur',
    province: 'Provinz',
    region: 'Bundesland oder Region',
    state: 'Bundesstaat',
    voivodeship: 'Woiwodschaft',
  },
  taxId: {
    label: 'Steuernummer',
    valid: 'Hat die Form einer Steuernummer ({{kind}}). Kein Register wurde gefragt.',
    checkDigit: 'Die Prüfziffer passt nicht: Bitte mit dem Dokument vergleichen.',
    length: 'Steuernummern von {{country}} haben eine andere Länge.',
    characters: 'Steuernummern von {{country}} sehen anders aus.',
  },
};
