import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  tab: 'Einladung',
  welcome: 'Sie sind zu {{account}} eingeladen',
  by: '{{name}} lädt Sie ein, in diesem Konto zu arbeiten.',
  sentTo: 'Gesendet an {{email}}',
  until: 'Offen bis {{date}}',
  accept: 'Einladung annehmen',
  decline: 'Einladung ablehnen',
  declineTitle: 'Die Einladung zu {{account}} ablehnen?',
  declineDetail: 'Der Link gilt dann nicht mehr, und wer Sie eingeladen hat, erfährt es. Sie können wieder eingeladen werden.',
  declineConfirm: 'Ablehnen',
  signIn: 'Anmelden und annehmen',
  signInDetail: 'Sie sind als {{email}} registriert. Melden Sie sich mit dieser Adresse an, um anzunehmen.',
  acceptDetail: 'Sie sind als {{email}} angemeldet. Ihre anderen Konten bleiben, wie sie sind.',
  otherPerson:
    'Sie sind als {{other}} angemeldet, die Einladung ist aber für {{email}}. Wenn Sie sich damit anmelden, werden Sie zuerst abgemeldet.',
  switch: 'Mit der Adresse anmelden',
  otherEnds: 'Sie sind in diesem Browser als {{other}} angemeldet. Das endet, wenn Sie sich als {{email}} registrieren.',
  register: {
    detail: 'Als {{email}} ist noch niemand registriert. Wählen Sie ein Kennwort, um zu beginnen.',
    email: 'E-Mail-Adresse',
    firstName: 'Vorname',
    lastName: 'Nachname',
    terms: 'Ich stimme den Nutzungsbedingungen zu',
    termsRead: 'Nutzungsbedingungen lesen',
    termsMissing: 'Stimmen Sie den Nutzungsbedingungen zu, um fortzufahren.',
  },
  code: {
    title: 'Postfach bestätigen',
    detail: 'Dieser Link wurde kopiert. Darum prüfen wir zuerst, ob {{email}} Ihnen gehört.',
    send: 'Code an diese Adresse senden',
    sent: 'Ein Code mit sechs Ziffern ist unterwegs an {{email}}. Er gilt zehn Minuten.',
    label: 'Code aus der Mail',
    again: 'Neuen Code senden',
    againIn_one: 'Neuen Code senden in {{count}} Sekunde',
    againIn_other: 'Neuen Code senden in {{count}} Sekunden',
  },
  dead: {
    title: 'Diese Einladung gilt nicht mehr',
    detail: 'Sie wurde beantwortet, ersetzt oder zurückgezogen, oder ihre sieben Tage sind vorbei.',
    ask: 'Bitten Sie die Person, von der Sie sie haben, um eine neue.',
    have: 'Haben Sie sie schon angenommen? Dann melden Sie sich einfach an.',
    signIn: 'Anmelden',
  },
  accepted: { title: 'Willkommen bei {{account}}', detail: 'Sie sind jetzt Mitglied dieses Kontos.', go: 'Zum Konto' },
  declined: {
    title: 'Sie haben die Einladung abgelehnt',
    detail: 'Sie sind kein Mitglied von {{account}}, und der Link gilt nicht mehr. Sie können diese Seite schließen.',
  },
};
