import type { Services } from '../core/services.ts';
import { localeOf, type MailTemplate } from './catalogue.ts';
import type { MailRow } from './queries.ts';

export interface ComposedMail {
  html: string;
  text: string;
}

/** A stored mail as it is sent and shown. Its parameters are opened here and go nowhere else. React is loaded with the first one. */
export async function composeMail(services: Services, mail: MailRow): Promise<ComposedMail> {
  const { renderMail } = await import('./layout.ts');
  const parameters: Record<string, string> = JSON.parse(services.vault.unsealForInstallation(mail.id, mail.cipher));
  return renderMail(mail.template as MailTemplate, localeOf(mail.locale), mail.subject, parameters);
}
