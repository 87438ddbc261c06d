import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { core, nullable, nullableText, oneOf, page, Reference, reference, strict } from './fields.ts';
import { resource } from './resource.ts';
import { NewUser, User } from './users.ts';

export const invitationStatuses = ['Invited', 'InvitationExpired', 'Active', 'Declined'] as const;

const Group = Type.Object({ id: Type.String(), name: Type.String(), isDefault: Type.Boolean() });

export const AccountUser = Type.Object({
  ...core,
  user: User,
  account: Type.Optional(Reference),
  groups: Type.Optional(Type.Array(Group)),
  modules: Type.Optional(Type.Array(Reference)),
  buyers: Type.Optional(nullable(Type.Array(Reference))),
  status: Type.Optional(oneOf(invitationStatuses)),
  invitation: Type.Optional(
    Type.Object({
      status: oneOf(invitationStatuses),
      url: Type.Optional(Type.String()),
      expiresAt: Type.Optional(Type.String()),
      notes: Type.Optional(nullableText(2000)),
    }),
  ),
  lastLoginAt: Type.Optional(Type.String()),
  joinedAt: Type.Optional(Type.String()),
});
export type AccountUser = Static<typeof AccountUser>;

const group = reference('UGR-1234-5678');
const Groups = Type.Array(group, { maxItems: 50 });

export const NewAccountUser = Type.Object(
  {
    user: NewUser,
    account: Type.Optional(reference('ACC-1234-5678')),
    groups: Type.Array(group, { minItems: 1, maxItems: 50 }),
    invitation: Type.Optional(strict({ status: Type.Optional(oneOf(['Invited', 'Active'])), notes: Type.Optional(nullableText(2000)) })),
  },
  {
    additionalProperties: false,
    examples: [
      {
        user: { email: 'ada.roth@example.com', firstName: 'Ada', lastName: 'Roth' },
        groups: [{ id: 'UGR-1234-5678' }],
        invitation: { status: 'Invited' },
      },
    ],
  },
);
export type NewAccountUser = Static<typeof NewAccountUser>;

/** The same body as on creation; only the groups can change, names and e-mail address belong to the person. */
export const AccountUserPatch = Type.Object(
  {
    user: Type.Optional(Type.Object({}, { 'x-ignored': true })),
    account: Type.Optional(reference('ACC-1234-5678')),
    groups: Type.Optional(Groups),
    invitation: Type.Optional(strict({ status: Type.Optional(Type.String()), notes: Type.Optional(nullableText(2000)) })),
  },
  { additionalProperties: false, examples: [{ groups: [{ id: 'UGR-1234-5678' }] }] },
);
export type AccountUserPatch = Static<typeof AccountUserPatch>;

const permission = { types: accountTypes, modules: ['access-management'] } as const;
const path = '/accounts/accounts/{account}/users';
const change = { permission, reads: AccountUser, answer: AccountUser, status: 200, problems: ['conflict'] } as const;

export const accountUsers = resource({
  name: 'account-users',
  summary: 'Memberships: a person in an account, with her groups and invitation.',
  operations: {
    list: {
      method: 'GET',
      path,
      summary: 'List the members of an account',
      permission,
      list: true,
      answer: page(AccountUser),
      status: 200,
    },
    get: { method: 'GET', path: `${path}/{user}`, summary: 'Read a member', permission, select: true, answer: AccountUser, status: 200 },
    create: {
      method: 'POST',
      path,
      summary: 'Invite somebody into the account',
      permission,
      body: NewAccountUser,
      reads: AccountUser,
      answer: AccountUser,
      status: 201,
      problems: ['conflict'],
      events: [
        { key: 'platform.accounts.user.created', when: 'nobody with this address was known' },
        { key: 'platform.accounts.account_user.invited', when: 'an invitation goes out' },
        { key: 'platform.accounts.account_user.added', when: 'an operator added an existing person directly' },
      ],
    },
    update: {
      method: 'PUT',
      path: `${path}/{user}`,
      summary: 'Change the groups of a member',
      ...change,
      body: AccountUserPatch,
      problems: ['conflict', 'stale-revision'],
      events: ['platform.accounts.account_user.updated'],
    },
    delete: {
      method: 'DELETE',
      path: `${path}/{user}`,
      summary: 'Remove a member from the account and its groups',
      permission,
      status: 204,
      problems: ['conflict'],
      events: [
        'platform.accounts.account_user.removed',
        { key: 'platform.accounts.user.disabled', when: 'it was the last account of the person' },
      ],
    },
    listGroups: {
      method: 'GET',
      path: `${path}/{user}/groups`,
      summary: 'List the groups of a member',
      permission,
      list: true,
      answer: page(Group),
      status: 200,
    },
    getGroup: {
      method: 'GET',
      path: `${path}/{user}/groups/{group}`,
      summary: 'Read a group of a member',
      permission,
      select: true,
      answer: Group,
      status: 200,
    },
    addGroup: {
      method: 'POST',
      path: `${path}/{user}/groups`,
      summary: 'Put a member into a group',
      ...change,
      body: group,
      reads: Reference,
      events: ['platform.accounts.account_user.updated'],
    },
    replaceGroups: {
      method: 'PUT',
      path: `${path}/{user}/groups`,
      summary: 'Replace the groups of a member',
      ...change,
      body: Groups,
      events: ['platform.accounts.account_user.updated'],
    },
    removeGroup: {
      method: 'DELETE',
      path: `${path}/{user}/groups/{group}`,
      summary: 'Take a member out of a group',
      permission,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.account_user.updated'],
    },
    acceptInvite: {
      method: 'POST',
      path: `${path}/{user}/accept-invite`,
      summary: 'Accept the own invitation',
      ...change,
      permission: 'person',
      events: [{ key: 'platform.accounts.account_user.joined', when: 'it was not accepted before' }],
    },
    declineInvite: {
      method: 'POST',
      path: `${path}/{user}/decline-invite`,
      summary: 'Decline the own invitation',
      ...change,
      permission: 'person',
      events: [
        'platform.accounts.account_user.declined',
        { key: 'platform.accounts.user.disabled', when: 'the person belongs to no account' },
      ],
    },
    resendInvite: {
      method: 'POST',
      path: `${path}/{user}/resend-invite`,
      summary: 'Send an open invitation again and restart its seven days',
      ...change,
      events: ['platform.accounts.account_user.invitation_resent'],
    },
    sendNewInvite: {
      method: 'POST',
      path: `${path}/{user}/send-new-invite`,
      summary: 'Send a new invitation after the old one expired',
      ...change,
      events: ['platform.accounts.account_user.invitation_renewed'],
    },
  },
});
