import { Type } from 'typebox';
import { text } from './fields.ts';
import { resource } from './resource.ts';

const Done = Type.Object({ id: Type.String(), done: Type.Boolean() });

export const passwordResets = resource({
  name: 'password-resets',
  summary: 'A forgotten password, replaced through a mailed link.',
  operations: {
    create: {
      method: 'POST',
      path: '/security/password-resets',
      summary: 'Ask for a reset link. The answer is the same for every address',
      permission: 'public',
      body: Type.Object({ email: text(320, 1) }, { additionalProperties: false, examples: [{ email: 'ada.roth@example.com' }] }),
      answer: Done,
      status: 200,
      idempotencyKey: false,
      events: [{ key: 'platform.security.password_reset.requested', when: 'the address is known' }],
    },
    complete: {
      method: 'POST',
      path: '/security/password-resets/complete',
      summary: 'Set the new password; ends all sessions of the person',
      permission: 'public',
      body: Type.Object(
        { code: text(200, 1), password: text(1024, 1) },
        { additionalProperties: false, examples: [{ code: 'code-from-the-mail', password: 'correct horse battery staple' }] },
      ),
      answer: Done,
      status: 200,
      problems: ['conflict'],
      idempotencyKey: false,
      events: ['platform.security.password_reset.completed'],
    },
  },
});
