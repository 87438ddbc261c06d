import { type Static, Type } from 'typebox';
import { oneOf, page, Reference } from './fields.ts';
import { resource } from './resource.ts';

/** Kept: no SMTP server is configured, so it can be read here only. */
export const mailStatuses = ['Queued', 'Sent', 'Kept', 'Failed'] as const;

/** Mails as the built-in outbox keeps them; the body comes only with one mail. */
export const Mail = Type.Object({
  id: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  template: Type.String(),
  status: oneOf(mailStatuses),
  createdAt: Type.String(),
  sentAt: Type.Optional(Type.String()),
  /** Why it was not sent. */
  error: Type.Optional(Type.String()),
  account: Type.Optional(Reference),
  html: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
});
export type Mail = Static<typeof Mail>;

// With demo data and on this machine everybody may look, so that a newcomer finds her invitation; elsewhere operators only.
const permission = { types: ['Operations'], modules: ['platform-account-management'], operators: true } as const;

export const mails = resource({
  name: 'mails',
  summary: 'The built-in mailbox while no SMTP server is configured.',
  operations: {
    list: {
      method: 'GET',
      path: '/notifications/mails',
      summary: 'List mails',
      permission,
      openWhen: 'demo-mailbox',
      list: true,
      answer: page(Mail),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/notifications/mails/{id}',
      summary: 'Open a mail; each opening is recorded',
      permission,
      openWhen: 'demo-mailbox',
      answer: Mail,
      status: 200,
      events: ['platform.notifications.mail.opened'],
    },
    html: {
      method: 'GET',
      path: '/notifications/mails/{id}/html',
      summary: 'The body of a mail for a sandboxed frame; each opening is recorded',
      permission,
      openWhen: 'demo-mailbox',
      html: true,
      status: 200,
      events: ['platform.notifications.mail.opened'],
    },
  },
});
