import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { core, nullable, nullableText, optional, page, Reference, reference, text } from './fields.ts';
import { resource } from './resource.ts';

export const UserGroup = Type.Object({
  ...core,
  name: Type.String(),
  description: Type.Optional(nullableText(2000)),
  icon: Type.String(),
  logo: Type.Optional(nullableText(2000)),
  status: Type.Optional(Type.String()),
  isDefault: Type.Boolean(),
  account: Type.Optional(Reference),
  modules: Type.Optional(Type.Array(Reference)),
  users: Type.Optional(Type.Array(Reference)),
  userCount: Type.Optional(Type.Integer()),
  buyers: Type.Optional(nullable(Type.Array(Reference))),
});
export type UserGroup = Static<typeof UserGroup>;

const editable = {
  name: text(200, 1),
  description: Type.Optional(nullableText(2000)),
  logo: Type.Optional(nullableText(2000)),
  modules: Type.Array(reference('MOD-0478'), { maxItems: 100 }),
  buyers: Type.Optional(nullable(Type.Array(reference('BUY-1234-5678'), { maxItems: 1000 }))),
};

export const NewUserGroup = Type.Object(
  { ...editable, account: Type.Optional(reference('ACC-1234-5678')) },
  {
    additionalProperties: false,
    examples: [{ name: 'Finance', description: 'Reads invoices', modules: [{ id: 'MOD-1239' }], buyers: null }],
  },
);
export type NewUserGroup = Static<typeof NewUserGroup>;
export const UserGroupPatch = Type.Object(optional(editable), {
  additionalProperties: false,
  examples: [{ description: 'Reads statements and invoices' }],
});
export type UserGroupPatch = Static<typeof UserGroupPatch>;

const permission = { types: accountTypes, modules: ['access-management'] } as const;

export const userGroups = resource({
  name: 'user-groups',
  summary: 'Groups: the only carrier of permissions of people.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/user-groups',
      summary: 'List groups',
      permission,
      list: true,
      answer: page(UserGroup),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/user-groups/{id}',
      summary: 'Read a group',
      permission,
      select: true,
      answer: UserGroup,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/user-groups',
      summary: 'Create a group',
      permission,
      body: NewUserGroup,
      reads: UserGroup,
      answer: UserGroup,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.user_group.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/user-groups/{id}',
      summary: 'Change a group',
      permission,
      body: UserGroupPatch,
      reads: UserGroup,
      answer: UserGroup,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: [
        'platform.accounts.user_group.updated',
        { key: 'platform.accounts.user_group.narrowed', many: 'each other group that lost a module with the default group' },
        { key: 'platform.accounts.api_token.narrowed', many: 'each token that lost a module with the default group' },
      ],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/user-groups/{id}',
      summary: 'Delete an empty group for good',
      permission,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.user_group.deleted'],
    },
    icon: {
      method: 'GET',
      path: '/accounts/user-groups/{id}/icon',
      summary: 'The picture of a group',
      permission: 'signed-in',
      status: 307,
    },
  },
});
