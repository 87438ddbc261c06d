import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Postfach',
  detail: 'Aus dieser Demo-Installation geht keine Mail hinaus; was sie senden würde, steht hier. Jedes Öffnen wird aufgezeichnet.',
  pageTitle: 'Mails',
  pageDetail: 'Die neuesten zuerst. Mails können Zugang geben, darum wird jedes Öffnen aufgezeichnet.',
  list: 'Mails',
  refresh: 'Aktualisieren',
  empty: 'Noch keine Mails',
  emptyDetail: 'Laden Sie jemanden ein oder lassen Sie sich ein neues Kennwort schicken: die Mail erscheint hier.',
  choose: 'Wählen Sie eine Mail, um sie zu lesen',
  chooseDetail: 'Links in Mails öffnen sich in einem neuen Tab.',
  to: 'An',
  from: 'Konto',
  back: 'Alle Mails',
  frame: 'Mail: {{subject}}',
  more: 'Ältere zeigen',
  closed: 'Das Postfach steht Ihnen nicht offen',
  closedDetail: 'Mit Demodaten auf diesem Rechner darf jeder hineinsehen; hier nur Betreiber.',
  home: 'Zur Startseite',
  status: { Queued: 'Wartet', Sent: 'Gesendet', Kept: 'Bleibt hier', Failed: 'Fehlgeschlagen' },
};
