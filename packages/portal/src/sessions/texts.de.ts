import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    continue: 'Weiter',
    change: 'Andere Adresse verwenden',
    password: 'Kennwort',
    passwordMissing: 'Geben Sie Ihr Kennwort ein.',
    submit: 'Anmelden',
    forgot: 'Kennwort vergessen?',
    wrong: 'E-Mail-Adresse oder Kennwort stimmt nicht.',
    wait: 'Zu viele Versuche. Der nächste ist möglich in',
    seconds_one: '{{count}} Sekunde',
    seconds_other: '{{count}} Sekunden',
    waitOver: 'Sie können es jetzt wieder versuchen.',
  },
  demo: {
    title: 'Demo-Personen',
    detail: 'Dieser Server hat Demodaten. Wählen Sie jemanden; das Kennwort aller steht im Terminal, in dem Tenantry gestartet wurde.',
    hint: 'Das Kennwort steht im Terminal, in dem Tenantry gestartet wurde.',
    mailbox: 'Demo-Postfach öffnen',
  },
  outside: {
    language: 'Sprache',
    terms: 'Nutzungsbedingungen',
    privacy: 'Datenschutz',
    insecure:
      'Diese Verbindung ist nicht verschlüsselt: Kennwörter können unterwegs gelesen werden. Nutzen Sie diese Installation nur zum Ausprobieren.',
  },
};
