import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Ereignistypen',
  description: 'Alle Arten von Ereignissen im Protokoll und was sie bedeuten. Eine Art erscheint hier mit ihrem ersten Ereignis.',
  column: { name: 'Ereignis', key: 'Schlüssel', description: 'Beschreibung', changed: 'Zuletzt geändert' },
  property: { id: 'ID' },
  noDescription: 'Noch nicht beschrieben',
  edit: 'Bearbeiten',
  trail: 'Einträge zeigen',
  editTitle: 'Ereignistyp bearbeiten',
  step: 'Allgemein',
  field: {
    name: 'Name',
    description: 'Beschreibung',
    descriptionHelp: 'Was geschehen ist, wenn so ein Eintrag entsteht, in Worten für alle, die das Protokoll lesen.',
  },
  ownWords: 'Ihre Worte gelten für Ihr Konto; andere lesen weiter die der Plattform.',
  saved: '{{name}} wurde gespeichert',
  failed: 'Der Ereignistyp konnte nicht geöffnet werden.',
  none: 'Noch keine Ereignisse',
  export: 'ereignistypen',
};
