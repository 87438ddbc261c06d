import type { Translation } from './i18n.ts';
import type { en } from './registry.texts.en.ts';

export const de: Translation<typeof en> = {
  heading: { general: 'Allgemein', administration: 'Verwaltung', 'platform-tools': 'Plattformwerkzeuge', personal: 'Persönlich' },
  settings: { title: 'Einstellungen', description: 'Alles zu Ihrem Konto an einem Ort.' },
  page: {
    home: { title: 'Start', description: 'Ihre Favoriten und alle Einstellungen.', keywords: 'übersicht anfang' },
    account: {
      title: 'Konto',
      description: 'Name, Logo, Kontaktdaten und Anschrift des Hauptsitzes.',
      keywords: 'firma unternehmen website sprache module hauptsitz',
    },
    accounts: {
      title: 'Konten',
      description: 'Alle Organisationen der Plattform.',
      keywords: 'Konten Organisationen Mandanten Kunden Anbieter anlegen aktivieren sperren',
    },
    buyers: {
      title: 'Käufer',
      description: 'Rechtsträger, die kaufen und Rechnungen erhalten.',
      keywords: 'rechtsträger firma rechnung steuernummer ust scu einkauf',
    },
    licensees: {
      title: 'Lizenznehmer',
      description: 'Wer Lizenzen erhält, über welchen Käufer und von welchem Verkäufer.',
      keywords: 'lizenz abteilung empfänger wiederverkauf',
    },
    sellers: {
      title: 'Verkäufer',
      description: 'Wer Ihre Bestellungen ausführt und die Rechnungen stellt.',
      keywords: 'rechtsträger währung lieferant',
    },
    'erp-links': {
      title: 'ERP-Verbindungen',
      description: 'Welcher Käufer mit welchem Verkäufer Geschäfte machen darf.',
      keywords: 'erp verbindung sperren entsperren paar',
    },
    'erp-runs': {
      title: 'ERP',
      description: 'Wann das ERP gelesen wurde, was daraus wurde, und was abweicht.',
      keywords: 'erp import abgleich synchronisieren lesen abweichung konflikt unterschiede',
    },
    'cloud-tenants': {
      title: 'Cloud-Mandanten',
      description: 'Mandanten bei Cloud-Anbietern, nach Konten.',
      keywords: 'azure aws csp abonnement mandant',
    },
    users: {
      title: 'Benutzer',
      description: 'Wer zum Konto gehört, und Einladungen.',
      keywords: 'personen mitglieder einladen einladung e-mail',
    },
    'user-imports': {
      title: 'Aus Datei einladen',
      description: 'Viele Leute auf einmal aus einer CSV-Datei einladen, zuerst geprüft.',
      keywords: 'import csv excel masse hochladen benutzer',
    },
    groups: {
      title: 'Gruppen',
      description: 'Was Mitglieder dürfen: Gruppen und ihre Module.',
      keywords: 'rechte rollen zugriff module administratoren',
    },
    'api-tokens': {
      title: 'API-Token',
      description: 'Zugangsdaten für Programme, die die API aufrufen.',
      keywords: 'geheimnis schlüssel integration',
    },
    'audit-log': {
      title: 'Unversehrtheit des Prüfprotokolls',
      description: 'Prüfpunkt, Schlüssel, Prüfung und Nachweise des Protokolls.',
      keywords: 'beweis prüfen prüfpunkt merkle baum nachweis zeuge schlüssel manipulation integrität',
    },
    'audit-trail': {
      title: 'Prüfprotokoll',
      description: 'Jede Änderung: wer, was und wann.',
      keywords: 'log verlauf ereignisse änderungen',
    },
    'audit-settings': {
      title: 'Aufbewahrung',
      description: 'Wie lange das Konto die Einträge seines Prüfprotokolls aufbewahrt.',
      keywords: 'aufbewahren löschen frist tage protokoll verlauf dsgvo',
    },
    'audit-streams': {
      title: 'Audit-Streams',
      description: 'Wohin Audit-Einträge laufend gesendet werden.',
      keywords: 'webhook syslog siem datei stream senden weiterleiten ocsf json lines überwachung zurückspulen',
    },
    'event-types': {
      title: 'Ereignistypen',
      description: 'Was jede Art von Ereignis im Protokoll bedeutet.',
      keywords: 'audit katalog schlüssel arten ereignisse',
    },
    profile: {
      title: 'Mein Profil',
      description: 'Ihr Name, Bild, Sprache und regionale Einstellungen.',
      keywords: 'ich bild telefon kennwort sprache zeitzone',
    },
    mails: {
      title: 'Mails',
      description: 'Mails, die diese Installation sendet, oder aufhebt, solange sie es nicht kann.',
      keywords: 'postfach postausgang e-mail smtp gesendet warteschlange',
    },
    'sign-in': { title: 'Anmelden', description: 'Mit E-Mail-Adresse und Kennwort anmelden.', keywords: 'login' },
    'accept-invite': { title: 'Einladung', description: 'Eine Einladung annehmen oder ablehnen.', keywords: 'beitreten' },
    'forgot-password': {
      title: 'Kennwort vergessen',
      description: 'Einen Link für ein neues Kennwort schicken lassen.',
      keywords: 'zurücksetzen',
    },
    'reset-password': { title: 'Neues Kennwort', description: 'Ein neues Kennwort wählen.', keywords: 'vergessen' },
    mailbox: { title: 'Postfach', description: 'Mails dieser Demo-Installation.', keywords: 'mail demo' },
  },
  setting: {
    auditRetention: 'Wie lange Einträge aufbewahrt werden',
    accountWebsite: 'Website des Unternehmens',
    accountSupportEmail: 'E-Mail des technischen Supports',
    accountDescription: 'Beschreibung des Unternehmens',
    accountAddress: 'Anschrift des Hauptsitzes',
    accountModules: 'Module des Kontos',
    profilePhone: 'Telefonnummer',
    profileLanguage: 'Sprache',
    profileRegional: 'Regionale Einstellungen',
    profileAccounts: 'Meine Konten',
  },
};
