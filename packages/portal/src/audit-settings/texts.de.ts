import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Aufbewahrung',
  description: 'Wie lange dieses Konto die Einträge seines Prüfprotokolls aufbewahrt.',
  now: 'Jetzt aufbewahrt',
  forEver: 'Für immer',
  days_one: '{{count}} Tag',
  days_other: '{{count}} Tage',
  oldest: 'Ältester Eintrag',
  next: 'Beim nächsten Lauf gelöscht',
  nothing: 'Nichts',
  records_one: '{{number}} Eintrag',
  records_other: '{{number}} Einträge',
  how: 'Wie lange',
  choice: 'Einträge aufbewahren',
  forEverDetail: 'Es wird nie etwas gelöscht.',
  forDays: 'Für eine Anzahl Tage',
  forDaysDetail: 'Ältere Einträge werden einmal am Tag gelöscht, in der Nacht.',
  field: 'Tage',
  fieldHelp: 'Mindestens {{min}}. Ein Jahr sind 365, zehn Jahre 3650.',
  range: 'Geben Sie eine ganze Zahl von {{min}} bis {{max}} ein.',
  what: 'Was gelöscht wird',
  points: {
    erased:
      'Ein älterer Eintrag geht mit allem, was darin steht: was sich geändert hat, wer es war und von wo. Listen, Exporte und Reiter haben ihn nicht mehr.',
    final: 'Niemand kann das rückgängig machen. Exportieren Sie die Einträge vorher, wenn Sie sie noch brauchen könnten.',
    stays:
      'Sein Platz im signierten Protokoll bleibt, als Prüfsumme, die nichts verrät. So lässt sich das Protokoll weiter prüfen, und es sagt, wie viele Einträge gelöscht wurden.',
    others: 'Andere Konten, die denselben Eintrag sehen, behalten ihn so lange, wie sie es wählen.',
    platform: 'In Ihrem Konto gilt das auch für die Einträge der Plattform selbst: die zu keinem Konto gehören.',
  },
  ask: '{{records}} löschen?',
  askDetail: 'Sie sind älter als {{days}}. Der nächste Lauf löscht sie endgültig; das ist heute Nacht.',
  askVerb: '{{days}} aufbewahren, den Rest löschen',
  saved: 'Einträge werden aufbewahrt: {{kept}}',
};
