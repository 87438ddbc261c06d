import { type Static, Type } from 'typebox';
import { Address, clearableIcon, core, nullable, oneOf, optional, page, strict, text } from './fields.ts';
import { AddressPatch, exampleAddress, partyName, partyReaders, pictureReaders, platformOperators } from './parties.ts';
import { resource } from './resource.ts';

export const sellerStatuses = ['Active', 'Offline', 'Disabled', 'Deleted'] as const;

/** ISO 4217 code; exactly one of a seller's currencies is the default. */
const Currency = strict({
  value: Type.String({ pattern: '^[A-Z]{3}$' }),
  billingEnabled: Type.Optional(Type.Boolean()),
  isDefault: Type.Optional(Type.Boolean()),
});
export type Currency = Static<typeof Currency>;

export const Seller = Type.Object({
  ...core,
  name: Type.String(),
  status: oneOf(sellerStatuses),
  icon: Type.String(),
  externalId: Type.Optional(Type.String()),
  address: Type.Optional(nullable(Address)),
  currencies: Type.Optional(Type.Array(Currency)),
});
export type Seller = Static<typeof Seller>;

const editable = {
  name: partyName,
  address: Type.Optional(nullable(Address)),
  externalId: Type.Optional(text(250, 1)),
  // Plain codes until 2025; clients of both ages are heard.
  currencies: Type.Array(Type.Union([Currency, Type.String({ pattern: '^[A-Z]{3}$' })]), { minItems: 1, maxItems: 50 }),
};

export const NewSeller = Type.Object(editable, {
  additionalProperties: false,
  examples: [
    {
      name: 'Example Switzerland',
      externalId: 'EX_CH',
      address: exampleAddress,
      currencies: [{ value: 'CHF', billingEnabled: true, isDefault: true }],
    },
  ],
});
export type NewSeller = Static<typeof NewSeller>;
export const SellerPatch = Type.Object(
  { ...optional(editable), icon: Type.Optional(clearableIcon()), address: Type.Optional(AddressPatch) },
  { additionalProperties: false, examples: [{ name: 'Example Switzerland AG' }] },
);
export type SellerPatch = Static<typeof SellerPatch>;

const action = {
  method: 'POST',
  permission: platformOperators,
  reads: Seller,
  answer: Seller,
  status: 200,
  problems: ['conflict'],
} as const;

export const sellers = resource({
  name: 'sellers',
  summary: 'Legal entities of the platform owner that fulfil and invoice.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/sellers',
      summary: 'List sellers',
      permission: partyReaders,
      list: true,
      answer: page(Seller),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/sellers/{id}',
      summary: 'Read a seller',
      permission: partyReaders,
      select: true,
      answer: Seller,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/sellers',
      summary: 'Create a seller',
      permission: platformOperators,
      body: NewSeller,
      reads: Seller,
      multipart: { part: 'seller', file: 'logo' },
      answer: Seller,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.seller.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/sellers/{id}',
      summary: 'Change a seller',
      permission: platformOperators,
      body: SellerPatch,
      reads: Seller,
      multipart: { part: 'seller', file: 'logo' },
      answer: Seller,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: ['platform.accounts.seller.updated'],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/sellers/{id}',
      summary: 'Delete a seller that no licensee uses for good',
      permission: platformOperators,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.seller.deleted'],
    },
    activate: {
      ...action,
      path: '/accounts/sellers/{id}/activate',
      summary: 'Bring a seller back that is offline or disabled',
      events: ['platform.accounts.seller.activated'],
    },
    deactivate: {
      ...action,
      path: '/accounts/sellers/{id}/deactivate',
      summary: 'Take a seller offline for maintenance',
      events: ['platform.accounts.seller.deactivated'],
    },
    disable: {
      ...action,
      path: '/accounts/sellers/{id}/disable',
      summary: 'Disable a seller: no business with it, its history stays readable',
      events: ['platform.accounts.seller.disabled'],
    },
    icon: {
      method: 'GET',
      path: '/accounts/sellers/{id}/icon',
      summary: 'The picture of a seller',
      permission: pictureReaders,
      status: 307,
    },
  },
});
