import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  show: 'Kennwort zeigen',
  hide: 'Kennwort verbergen',
  new: 'Neues Kennwort',
  first: 'Kennwort',
  repeat: 'Kennwort wiederholen',
  requirements: 'Was es erfüllen muss',
  met: 'erfüllt',
  open: 'noch nicht erfüllt',
  later: 'wird beim Speichern geprüft',
  length: 'Mindestens {{count}} Zeichen',
  lower: 'Ein Kleinbuchstabe',
  upper: 'Ein Großbuchstabe',
  digit: 'Eine Ziffer',
  special: 'Ein Sonderzeichen',
  personal: 'Ohne Ihren Namen und Ihre E-Mail-Adresse',
  common: 'Keines der Kennwörter, die zuerst geraten werden',
  same: 'Beide Eingaben sind gleich',
  missing: 'Wählen Sie ein Kennwort.',
  notYet: 'Das Kennwort erfüllt noch nicht alles, was unten steht.',
  isCommon: 'Das ist eines der Kennwörter, die zuerst geraten werden.',
  isPersonal: 'Es enthält Ihren Namen oder Ihre E-Mail-Adresse.',
  notSame: 'Die beiden Eingaben sind verschieden.',
};
