import type { Translation } from '../i18n.ts';
import type { en } from './confirm-identity.texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Bestätigen Sie, dass Sie es sind',
  detail: 'Hier wird etwas Geheimes gezeigt oder geändert. Geben Sie Ihr Passwort ein; danach gilt es 15 Minuten lang.',
  password: 'Ihr Passwort',
  confirm: 'Bestätigen',
  required: 'Geben Sie Ihr Passwort ein.',
  wrong: 'Das ist nicht Ihr Passwort.',
};
