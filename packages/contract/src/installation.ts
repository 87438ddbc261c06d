import { type Static, Type } from 'typebox';
import { resource } from './resource.ts';

/** What the sign-in page needs before anybody is known. */
export const Installation = Type.Object({
  id: Type.String(),
  edition: Type.String(),
  version: Type.String(),
  insecureHttp: Type.Boolean(),
  mailbox: Type.Boolean(),
  tokensShownOnce: Type.Optional(Type.Boolean({ description: 'True where the secret of an API token is shown only when it is added.' })),
  /** The installation's own terms of use and privacy notice, where it has some. */
  termsUrl: Type.Optional(Type.String()),
  privacyUrl: Type.Optional(Type.String()),
  passwordPolicy: Type.Object({
    kind: Type.Unsafe<'modern' | 'classic'>({ enum: ['modern', 'classic'] }),
    lengthMin: Type.Integer(),
  }),
  demo: Type.Optional(
    Type.Array(
      Type.Object({ email: Type.String(), name: Type.String(), role: Type.String(), account: Type.String(), accountType: Type.String() }),
    ),
  ),
});
export type Installation = Static<typeof Installation>;

export const installation = resource({
  name: 'installation',
  summary: 'Facts about this installation that everybody may know.',
  operations: {
    get: {
      method: 'GET',
      path: '/installation',
      summary: 'Edition, password policy, demo people',
      permission: 'public',
      answer: Installation,
      status: 200,
    },
  },
});
