import { type Static, Type } from 'typebox';
import { accountTypes } from './accounts.ts';
import { core, nullable, nullableText, oneOf, optional, page, Reference, reference } from './fields.ts';
import { resource } from './resource.ts';

export const tokenStatuses = ['Active', 'Disabled', 'Deleted'] as const;

export const ApiToken = Type.Object({
  ...core,
  name: Type.String(),
  description: Type.Optional(nullableText(2000)),
  icon: Type.String(),
  status: oneOf(tokenStatuses),
  account: Type.Optional(Reference),
  modules: Type.Optional(Type.Array(Reference)),
  lastAccessAt: Type.Optional(Type.String()),
  expiresAt: Type.Optional(nullable(Type.String())),
  auditReads: Type.Boolean({ description: 'Whether every read that the token makes is in the audit trail.' }),
  token: Type.Optional(Type.String({ description: 'Only in the answers of create and reveal.' })),
});
export type ApiToken = Static<typeof ApiToken>;

const editable = {
  // Letters of any script: the source's rule of "letters, digits, space and -.'" read for names in every language.
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\p{L}\\p{M}\\p{N} \\-._\'"()&/+,:#]+$' }),
  description: Type.Optional(nullableText(2000)),
  icon: Type.Optional(nullableText(2000)),
  modules: Type.Optional(nullable(Type.Array(reference('MOD-1756'), { maxItems: 100 }))),
  expiresAt: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' })),
  auditReads: Type.Optional(Type.Boolean()),
};

export const NewApiToken = Type.Object(
  { ...editable, account: Type.Optional(reference('ACC-1234-5678')) },
  {
    additionalProperties: false,
    examples: [{ name: 'Nightly export', description: 'Reads users every night', modules: [{ id: 'MOD-1756' }] }],
  },
);
export type NewApiToken = Static<typeof NewApiToken>;
export const ApiTokenPatch = Type.Object(optional(editable), {
  additionalProperties: false,
  examples: [{ description: 'Reads users and groups every night' }],
});
export type ApiTokenPatch = Static<typeof ApiTokenPatch>;

const permission = { types: accountTypes, modules: ['access-management'] } as const;
const action = { method: 'POST', permission, reads: ApiToken, answer: ApiToken, status: 200, problems: ['conflict'] } as const;

export const apiTokens = resource({
  name: 'api-tokens',
  summary: 'Machine credentials of an account.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/api-tokens',
      summary: 'List API tokens',
      permission,
      list: true,
      answer: page(ApiToken),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/api-tokens/{id}',
      summary: 'Read an API token',
      permission,
      select: true,
      answer: ApiToken,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/api-tokens',
      summary: 'Create an API token; the answer holds its secret',
      permission,
      body: NewApiToken,
      reads: ApiToken,
      answer: ApiToken,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.api_token.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/api-tokens/{id}',
      summary: 'Change an API token',
      permission,
      body: ApiTokenPatch,
      reads: ApiToken,
      answer: ApiToken,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: ['platform.accounts.api_token.updated'],
    },
    enable: {
      ...action,
      path: '/accounts/api-tokens/{id}/enable',
      summary: 'Enable a disabled token',
      events: ['platform.accounts.api_token.enabled'],
    },
    disable: {
      ...action,
      path: '/accounts/api-tokens/{id}/disable',
      summary: 'Disable a token: calls with it fail until it is enabled',
      events: ['platform.accounts.api_token.disabled'],
    },
    reveal: {
      ...action,
      path: '/accounts/api-tokens/{id}/reveal',
      summary: 'Show the secret again, to a person who confirmed who she is',
      problems: ['conflict', 'confirm-identity'],
      idempotencyKey: false,
      events: ['platform.accounts.api_token.revealed'],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/api-tokens/{id}',
      summary: 'Delete a token for good',
      permission,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.api_token.deleted'],
    },
    icon: {
      method: 'GET',
      path: '/accounts/api-tokens/{id}/icon',
      summary: 'The picture of a token',
      permission: 'signed-in',
      status: 307,
    },
  },
});
