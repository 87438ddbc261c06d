import type { Translation } from '../i18n.ts';
import type { en } from './texts.en.ts';

export const de: Translation<typeof en> = {
  title: 'Cloud-Mandanten',
  description: 'Mandanten bei Cloud-Anbietern, nach Konten.',
  add: 'Cloud-Mandanten hinzufügen',
  editTitle: '{{name}} bearbeiten',
  empty: 'Noch keine Cloud-Mandanten',
  tenant: 'Cloud-Mandant',
  type: 'Art',
  types: {
    AwsDirect: 'AWS direkt',
    AwsService: 'AWS-Dienst',
    Csp365: 'CSP Microsoft 365',
    CspAzure: 'CSP Azure',
    Ea365: 'EA Microsoft 365',
    EaAzure: 'EA Azure',
    Slm: 'SLM',
    Virtual: 'Virtuell',
  },
  providerId: 'Anbieter-ID',
  cloudConsumptionId: 'Cloud-Verbrauchs-ID',
  pyraTenantId: 'Mandanten-ID',
  save: 'Speichern',
  saved: '„{{name}}“ wurde gespeichert',
  added: '„{{name}}“ wurde hinzugefügt',
  delete: 'Löschen',
  deleteQuestion: '{{name}} löschen?',
  deleteDetail: 'Das ist endgültig: Ein gelöschter Cloud-Mandant kommt nicht zurück.',
  deleted: '„{{name}}“ wurde gelöscht',
};
