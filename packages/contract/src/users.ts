import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { clearableIcon, core, nullableText, oneOf, optional, Phone, page, Reference, reference, strict, text } from './fields.ts';
import { resource } from './resource.ts';

export const userStatuses = ['New', 'Invited', 'InvitationExpired', 'Active', 'Blocked', 'Disabled', 'Deleted'] as const;

/** How a person wants dates, times and numbers; absent means: as the browser has it. */
export const UserSettings = strict({
  cultureCode: Type.Optional(nullableText(35)),
  languageCode: Type.Optional(nullableText(35)),
  timeZone: Type.Optional(nullableText(64)),
  timeFormat: Type.Optional(Type.Unsafe<'12h' | '24h' | null>({ enum: ['12h', '24h', null] })),
  dateFormat: Type.Optional(Type.Unsafe<'DMY' | 'MDY' | 'YMD' | null>({ enum: ['DMY', 'MDY', 'YMD', null] })),
  numberFormat: Type.Optional(nullableText(35)),
});

export const User = Type.Object({
  ...core,
  email: Type.String(),
  status: oneOf(userStatuses),
  name: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  phone: Type.Optional(Phone),
  icon: Type.String(),
  settings: Type.Optional(UserSettings),
  lastLoginAt: Type.Optional(Type.String()),
  accounts: Type.Optional(Type.Array(Reference)),
  currentAccount: Type.Optional(Reference),
  ssoEnabled: Type.Optional(Type.Boolean()),
});
export type User = Static<typeof User>;

/** An account as the switcher shows it. */
export const UserAccount = Type.Object({
  ...Reference.properties,
  invitation: Type.Optional(Type.Object({ status: Type.String() })),
  groups: Type.Optional(Type.Array(Reference)),
});
export type UserAccount = Static<typeof UserAccount>;

const profile = {
  firstName: text(100, 1),
  lastName: text(100, 1),
  phone: Type.Optional(Phone),
  settings: Type.Optional(UserSettings),
};

/** What an invitation says of a new person. */
export const NewUser = Type.Object(
  { email: Type.String({ pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', maxLength: 320 }), ...profile },
  { additionalProperties: false, 'x-reads': 'User' },
);
export type NewUser = Static<typeof NewUser>;

export const UserPatch = Type.Object(
  { ...optional(profile), icon: Type.Optional(clearableIcon()), currentAccount: Type.Optional(reference('ACC-1234-5678')) },
  { additionalProperties: false, examples: [{ firstName: 'Ada' }] },
);
export type UserPatch = Static<typeof UserPatch>;

const readers = { types: accountTypes, modules: ['access-management'], self: true } as const;
const operators = { types: ['Operations'], modules: ['platform-account-management'], operators: true } as const;

export const users = resource({
  name: 'users',
  summary: 'People: one identity for each e-mail address, whatever accounts it belongs to.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/users',
      summary: 'List the people of the account; operators see all',
      permission: { types: accountTypes, modules: ['access-management'] },
      list: true,
      answer: page(User),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/users/{id}',
      summary: 'Read a person',
      permission: readers,
      select: true,
      answer: User,
      status: 200,
    },
    update: {
      method: 'PUT',
      path: '/accounts/users/{id}',
      summary: 'Change the own profile, or switch the current account',
      permission: { types: accountTypes, modules: ['access-management'], self: true },
      body: UserPatch,
      reads: User,
      multipart: { part: 'user', file: 'icon' },
      answer: User,
      status: 200,
      problems: ['stale-revision', 'conflict'],
      events: [
        { key: 'platform.accounts.user.updated', when: 'the profile changed' },
        { key: 'platform.accounts.user.account_switched', when: 'the current account changed' },
      ],
    },
    accounts: {
      method: 'GET',
      path: '/accounts/users/{id}/accounts',
      summary: 'The accounts that a person may switch to',
      permission: { types: accountTypes, modules: ['platform-account-management'], self: true },
      list: true,
      answer: page(UserAccount),
      status: 200,
    },
    block: {
      method: 'POST',
      path: '/accounts/users/{id}/block',
      summary: 'Block a person in all accounts and end the sessions',
      permission: operators,
      reads: User,
      answer: User,
      status: 200,
      problems: ['conflict'],
      events: ['platform.accounts.user.blocked'],
    },
    unblock: {
      method: 'POST',
      path: '/accounts/users/{id}/unblock',
      summary: 'Let a blocked person in again',
      permission: operators,
      reads: User,
      answer: User,
      status: 200,
      problems: ['conflict'],
      events: ['platform.accounts.user.unblocked'],
    },
    setPassword: {
      method: 'POST',
      path: '/accounts/users/{id}/set-password',
      summary: 'Set the own password; an operator token may do so for somebody who never had one',
      permission: { types: accountTypes, modules: ['platform-account-management'], self: true },
      body: Type.Object(
        { password: text(1024, 1), currentPassword: Type.Optional(text(1024)) },
        { additionalProperties: false, examples: [{ password: 'correct horse battery staple' }] },
      ),
      reads: User,
      answer: User,
      status: 200,
      problems: ['conflict', 'confirm-identity'],
      events: ['platform.accounts.user.password_changed'],
    },
    ssoCheck: {
      method: 'GET',
      path: '/accounts/users/{id}/sso-check',
      summary: 'Whether the mail domain of a person signs in elsewhere',
      permission: readers,
      answer: Type.Object({ id: Type.String(), sso: Type.Boolean() }),
      status: 200,
    },
    ssoCheckByPost: {
      method: 'POST',
      path: '/accounts/users/{id}/sso-check',
      summary: 'The same, as existing clients ask',
      permission: readers,
      answer: Type.Object({ id: Type.String(), sso: Type.Boolean() }),
      status: 200,
      events: [],
    },
    sso: {
      method: 'POST',
      path: '/accounts/users/{id}/sso',
      summary: 'The person, with the single sign-on flag',
      permission: readers,
      answer: User,
      status: 200,
      events: [],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/users/{id}',
      summary: 'Delete a person who is Disabled or Blocked',
      permission: operators,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.user.deleted'],
    },
    icon: { method: 'GET', path: '/accounts/users/{id}/icon', summary: 'The picture of a person', permission: 'signed-in', status: 307 },
  },
});
