import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  description: {
    'access-management': 'Regelt, wer Zugang zum Konto hat: Benutzer, Gruppen und API-Token.',
    'account-management': 'Verwaltet das Konto selbst, seine Käufer, Lizenznehmer und Verkäufer. Sieht alle Käufer.',
    'new-marketplace': 'Abonnements kaufen und verwalten. Lässt sich auf einzelne Käufer beschränken.',
    billing: 'Abrechnungen und Rechnungen lesen.',
    procurement: 'Angebote anfordern und Bestellungen auslösen.',
    notifications: 'Bestimmt, wer welche E-Mails des Kontos erhält.',
    'catalog-management': 'Produkte, Artikel und Preislisten pflegen.',
    'notification-administration': 'Kategorien und Vorlagen der ganzen Plattform pflegen.',
    'platform-account-management': 'Über alle Konten der Plattform hinweg handeln.',
  },
};
