import { type Static, Type } from 'typebox';
import { Address, addressFields, clearableIcon, core, nullableText, oneOf, optional, page, Reference, strict, text } from './fields.ts';
import { resource } from './resource.ts';

export const accountTypes = ['Client', 'Vendor', 'Operations'] as const;
export const accountStatuses = ['Enabled', 'Active', 'Disabled'] as const;
export const serviceLevels = ['Essential', 'Express', 'Elite', 'Dsc', 'Focus', 'Runners', 'Strategics', 'NotApplicable'] as const;

const Eligibility = strict({ client: Type.Optional(Type.Boolean()), partner: Type.Optional(Type.Boolean()) });
const ExternalIds = strict({ pyraTenantId: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'uuid' })) });

export const Account = Type.Object({
  ...core,
  type: oneOf(accountTypes),
  status: oneOf(accountStatuses),
  name: Type.String(),
  description: Type.Optional(nullableText(2000)),
  externalId: Type.Optional(nullableText(250)),
  externalName: Type.Optional(nullableText(500)),
  externalIds: Type.Optional(ExternalIds),
  serviceLevel: Type.Optional(oneOf(serviceLevels)),
  address: Type.Optional(Address),
  icon: Type.String(),
  website: Type.Optional(nullableText(2000)),
  technicalSupportEmail: Type.Optional(nullableText(320)),
  defaultLanguageCode: Type.Optional(Type.String()),
  eligibility: Type.Optional(Eligibility),
  groups: Type.Optional(Type.Array(Reference)),
});
export type Account = Static<typeof Account>;

const email = (max: number) => Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'email', maxLength: max });

const editable = {
  name: text(500, 1),
  description: Type.Optional(nullableText(2000)),
  externalId: Type.Optional(nullableText(250)),
  externalIds: Type.Optional(ExternalIds),
  serviceLevel: Type.Optional(oneOf(serviceLevels)),
  address: Type.Optional(Address),
  website: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 2000, pattern: '^(https?://.+)?$' })),
  technicalSupportEmail: Type.Optional(email(320)),
  defaultLanguageCode: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })),
  eligibility: Type.Optional(Eligibility),
};

export const NewAccount = Type.Object(
  { ...editable, type: oneOf(accountTypes) },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Harbour Group',
        type: 'Client',
        serviceLevel: 'Elite',
        address: { addressLine1: '1 Quay Street', postCode: 'M3 3JE', city: 'Manchester', state: 'Greater Manchester', country: 'GB' },
      },
    ],
  },
);
export type NewAccount = Static<typeof NewAccount>;

// The address merges like everything else, so a PUT may carry just its city.
export const AccountPatch = Type.Object(
  {
    ...optional(editable),
    icon: Type.Optional(clearableIcon()),
    address: Type.Optional(Type.Union([strict(optional(addressFields)), Type.Null()])),
  },
  { additionalProperties: false, examples: [{ website: 'https://harbour-group.example' }] },
);
export type AccountPatch = Static<typeof AccountPatch>;

export const AccountActivation = strict({ externalId: text(250, 1), name: text(500, 1) });

const readers = { types: accountTypes, modules: ['account-management'] } as const;
const operators = { types: ['Operations'], modules: ['platform-account-management'], operators: true } as const;
const action = { method: 'POST', permission: operators, reads: Account, answer: Account, status: 200, problems: ['conflict'] } as const;

export const accounts = resource({
  name: 'accounts',
  summary: 'Organisations: the tenants of the platform.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/accounts',
      summary: 'List accounts',
      permission: readers,
      list: true,
      answer: page(Account),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/accounts/{id}',
      summary: 'Read an account',
      permission: readers,
      select: true,
      answer: Account,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/accounts',
      summary: 'Create an account and its Administrators group',
      permission: operators,
      body: NewAccount,
      reads: Account,
      multipart: { part: 'account', file: 'logo' },
      answer: Account,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.account.created', 'platform.accounts.user_group.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/accounts/{id}',
      summary: 'Change an account',
      permission: readers,
      body: AccountPatch,
      reads: Account,
      multipart: { part: 'account', file: 'logo' },
      answer: Account,
      status: 200,
      problems: ['stale-revision'],
      events: ['platform.accounts.account.updated'],
    },
    activate: {
      ...action,
      path: '/accounts/accounts/{id}/activate',
      summary: 'Give an account its external id and make it Active',
      body: AccountActivation,
      events: ['platform.accounts.account.activated'],
    },
    deactivate: {
      ...action,
      path: '/accounts/accounts/{id}/deactivate',
      summary: 'Take the external id away and make the account Enabled',
      events: ['platform.accounts.account.deactivated'],
    },
    enable: {
      ...action,
      path: '/accounts/accounts/{id}/enable',
      summary: 'Enable a disabled account',
      events: ['platform.accounts.account.enabled'],
    },
    disable: {
      ...action,
      path: '/accounts/accounts/{id}/disable',
      summary: 'Disable an account: nobody can sign in to it, its tokens stop working',
      events: ['platform.accounts.account.disabled'],
    },
    validate: {
      ...action,
      path: '/accounts/accounts/{id}/validate',
      summary: 'Check changes to an account without storing them',
      body: AccountPatch,
      problems: [],
      events: [],
    },
    icon: { method: 'GET', path: '/accounts/accounts/{id}/icon', summary: 'The picture of an account', permission: 'public', status: 307 },
  },
});
