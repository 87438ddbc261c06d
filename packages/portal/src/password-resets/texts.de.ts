import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  forgot: {
    title: 'Kennwort vergessen?',
    detail:
      'Geben Sie Ihre E-Mail-Adresse ein. Ist damit jemand registriert, kommt gleich ein Link, mit dem Sie ein neues Kennwort wählen.',
    email: 'E-Mail-Adresse',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    submit: 'Link senden',
    back: 'Zurück zur Anmeldung',
    sentTitle: 'Sehen Sie in Ihr Postfach',
    sent: 'Ist jemand als {{email}} registriert, ist eine Mail mit einem Link unterwegs. Der Link gilt einmal und eine Stunde lang.',
    sentHint: 'Nichts da? Sehen Sie im Spam-Ordner nach, oder versuchen Sie es in ein paar Minuten noch einmal.',
    again: 'Andere Adresse verwenden',
    mailbox: 'Demo-Postfach öffnen',
  },
  reset: {
    title: 'Neues Kennwort wählen',
    detail: 'Alle Ihre Anmeldungen enden; danach melden Sie sich mit dem neuen Kennwort an.',
    submit: 'Kennwort setzen',
    doneTitle: 'Ihr neues Kennwort gilt',
    done: 'Alle Anmeldungen mit dem alten sind beendet.',
    signIn: 'Anmelden',
    deadTitle: 'Dieser Link gilt nicht mehr',
    dead: 'Er gilt einmal und eine Stunde lang, und nur der neueste zählt. Lassen Sie sich einen anderen schicken.',
    ask: 'Neuen Link senden',
  },
};
