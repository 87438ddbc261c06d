import { type Static, Type } from 'typebox';
import { text } from './fields.ts';
import { resource } from './resource.ts';

const email = Type.String({ minLength: 1, maxLength: 320 });

export const Session = Type.Object({
  id: Type.String(),
  user: Type.Object({ id: Type.String(), name: Type.String() }),
  createdAt: Type.String(),
  confirmedUntil: Type.Optional(Type.String()),
});
export type Session = Static<typeof Session>;

export const sessions = resource({
  name: 'sessions',
  summary: 'Sign-in of people.',
  operations: {
    start: {
      method: 'POST',
      path: '/security/sign-in',
      summary: 'First step of signing in: how this address signs in. Says nothing about whether it is known',
      permission: 'public',
      body: Type.Object({ email }, { additionalProperties: false, examples: [{ email: 'ada.roth@example.com' }] }),
      answer: Type.Object({ next: Type.Unsafe<'password'>({ const: 'password' }) }),
      status: 200,
      events: [],
    },
    create: {
      method: 'POST',
      path: '/security/sessions',
      summary: 'Sign in with e-mail address and password; sets the session cookie',
      permission: 'public',
      body: Type.Object(
        { email, password: text(1024, 1) },
        { additionalProperties: false, examples: [{ email: 'ada.roth@example.com', password: 'correct horse battery staple' }] },
      ),
      answer: Session,
      status: 201,
      problems: ['authentication-failed'],
      idempotencyKey: false,
      events: [
        { key: 'platform.security.session.created', when: 'the password was right' },
        { key: 'platform.security.session.refused', when: 'it was wrong, or may not sign in, and the address is known' },
        { key: 'platform.security.session.ended', when: 'somebody was signed in with this browser' },
      ],
    },
    end: {
      method: 'DELETE',
      path: '/security/sessions/current',
      summary: 'Sign out',
      permission: 'person',
      status: 204,
      events: ['platform.security.session.ended'],
    },
    confirm: {
      method: 'POST',
      path: '/security/confirm',
      summary: 'Confirm with the password who sits there; good for 15 minutes',
      permission: 'person',
      body: Type.Object(
        { password: text(1024, 1) },
        { additionalProperties: false, examples: [{ password: 'correct horse battery staple' }] },
      ),
      answer: Session,
      status: 200,
      idempotencyKey: false,
      events: [
        { key: 'platform.security.session.confirmed', when: 'the password was right' },
        { key: 'platform.security.session.refused', when: 'it was wrong' },
      ],
    },
  },
});
