import { type Static, Type } from 'typebox';
import { nullable, Reference } from './fields.ts';
import { resource } from './resource.ts';

export const Me = Type.Object({
  id: Type.String(),
  actor: Type.Object({
    id: Type.String(),
    type: Type.Unsafe<'User' | 'ApiToken'>({ enum: ['User', 'ApiToken'] }),
    name: Type.String(),
    icon: Type.String(),
    email: Type.Optional(Type.String()),
  }),
  account: Type.Optional(Reference),
  modules: Type.Array(
    Type.Object({ id: Type.String(), code: Type.String(), name: Type.String(), access: Type.Unsafe<'edit'>({ const: 'edit' }) }),
  ),
  isAdministrator: Type.Boolean(),
  isOperator: Type.Boolean(),
  expiresAt: Type.Optional(nullable(Type.String())),
  lastAccessAt: Type.Optional(Type.String()),
  confirmedUntil: Type.Optional(Type.String()),
  settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** Whom a person without access asks. */
  administrators: Type.Optional(Type.Array(Reference)),
});
export type Me = Static<typeof Me>;

export const me = resource({
  name: 'me',
  summary: 'Who the caller is.',
  operations: {
    get: {
      method: 'GET',
      path: '/me',
      summary: 'Who am I: actor, account, modules, expiry',
      permission: 'signed-in',
      answer: Me,
      status: 200,
    },
  },
});
