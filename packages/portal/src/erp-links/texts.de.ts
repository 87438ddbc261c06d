import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'ERP-Verbindungen',
  description: 'Welcher Käufer mit welchem Verkäufer Geschäfte machen darf, wie das ERP es weiß.',
  empty: 'Noch keine ERP-Verbindungen',
  emptyDetail: 'Eine Verbindung entsteht mit den Verkäufern eines Käufers.',
  link: 'ERP-Verbindung',
  status: 'ERP-Verbindung',
  companyName: 'Name im ERP',
  note: 'Notiz',
  askSupport: 'Keine Geschäfte mit diesem Verkäufer: Wenden Sie sich an den Support.',
  blockedHint: {
    title: 'Ein Verkäufer ist gesperrt',
    detail:
      'Zwischen diesem Käufer und einem gesperrten Verkäufer ist kein Geschäft möglich. Nur der Support kann helfen: Fragen Sie dort nach.',
  },
  action: {
    block: 'Sperren',
    unblock: 'Entsperren',
    blocked: '„{{name}}“ wurde gesperrt',
    unblocked: '„{{name}}“ wurde entsperrt',
    blockTitle: '{{name}} sperren',
    blockDetail:
      'Mit diesem Verkäufer sind dann keine Geschäfte und keine neuen Lizenznehmer mehr möglich. Abgelehnt, solange ein Lizenznehmer die Verbindung nutzt.',
    unblockTitle: '{{name}} entsperren',
    unblockDetail: 'Der Käufer kann mit dem Verkäufer wieder Geschäfte machen.',
    noteHelp: 'Nur für den Betreiber; Konten sehen sie nie.',
  },
};
