import { type Static, Type } from 'typebox';
import { page, Reference } from './fields.ts';
import { resource } from './resource.ts';

/** Mails as the built-in outbox keeps them; the body comes only with one mail. */
export const Mail = Type.Object({
  id: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  status: Type.String(),
  createdAt: Type.String(),
  account: Type.Optional(Reference),
  html: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
});
export type Mail = Static<typeof Mail>;

// With demo data and on loopback everybody may look, so that a newcomer finds her invitation; elsewhere operators only (core checks `mailbox`).
const permission = { types: ['Operations'], modules: ['platform-account-management'], operators: true } as const;

export const mails = resource({
  name: 'mails',
  summary: 'The built-in mailbox while no SMTP server is configured.',
  operations: {
    list: { method: 'GET', path: '/notifications/mails', summary: 'List mails', permission, list: true, answer: page(Mail), status: 200 },
    get: {
      method: 'GET',
      path: '/notifications/mails/{id}',
      summary: 'Open a mail; each opening is recorded',
      permission,
      answer: Mail,
      status: 200,
      events: ['platform.notifications.mail.opened'],
    },
  },
});
