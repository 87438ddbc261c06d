import { type Static, Type } from 'typebox';
import { Address, clearableIcon, core, nullable, nullableText, oneOf, optional, page, Reference, reference, strict } from './fields.ts';
import {
  AddressPatch,
  Contact,
  ContactInput,
  exampleAddress,
  partyManagers,
  partyReaders,
  pictureReaders,
  SellerReference,
} from './parties.ts';
import { resource } from './resource.ts';

export const licenseeStatuses = ['Enabled', 'Active', 'Disabled', 'Deleted'] as const;

const Eligibility = strict({ client: Type.Optional(Type.Boolean()), partner: Type.Optional(Type.Boolean()) });

export const Licensee = Type.Object({
  ...core,
  name: Type.String(),
  status: oneOf(licenseeStatuses),
  icon: Type.String(),
  externalId: Type.Optional(nullableText(250)),
  description: Type.Optional(nullableText(2000)),
  useBuyerAddress: Type.Optional(Type.Boolean()),
  address: Type.Optional(nullable(Address)),
  contact: Type.Optional(nullable(Contact)),
  eligibility: Type.Optional(Eligibility),
  account: Type.Optional(Reference),
  buyer: Type.Optional(Reference),
  seller: Type.Optional(SellerReference),
});
export type Licensee = Static<typeof Licensee>;

const editable = {
  name: Type.Optional(nullableText(500)),
  externalId: Type.Optional(nullableText(250)),
  description: Type.Optional(nullableText(2000)),
  useBuyerAddress: Type.Boolean(),
  contact: Type.Optional(nullable(ContactInput)),
};

/** Fields of an older client that say nothing here. */
const ignored = {
  groups: Type.Optional(Type.Unsafe<unknown>({})),
  type: Type.Optional(Type.Unsafe<unknown>({})),
  defaultLanguage: Type.Optional(Type.Unsafe<unknown>({})),
};

export const NewLicensee = Type.Object(
  {
    ...editable,
    ...ignored,
    address: Type.Optional(AddressPatch),
    eligibility: Type.Optional(Eligibility),
    buyer: reference('BUY-1234-5678'),
    seller: reference('SEL-1234-5678'),
    account: Type.Optional(reference('ACC-1234-5678')),
  },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Research department',
        buyer: { id: 'BUY-1234-5678' },
        seller: { id: 'SEL-1234-5678' },
        useBuyerAddress: false,
        address: exampleAddress,
        eligibility: { client: true, partner: false },
      },
    ],
  },
);
export type NewLicensee = Static<typeof NewLicensee>;

// A licensee that clients read and send back: what never changes is heard and must be the same.
export const LicenseePatch = Type.Object(
  {
    ...optional(editable),
    icon: Type.Optional(clearableIcon()),
    ...ignored,
    address: Type.Optional(AddressPatch),
    eligibility: Type.Optional(Eligibility),
    buyer: Type.Optional(reference('BUY-1234-5678')),
    seller: Type.Optional(reference('SEL-1234-5678')),
    account: Type.Optional(reference('ACC-1234-5678')),
  },
  { additionalProperties: false, examples: [{ description: 'Second floor' }] },
);
export type LicenseePatch = Static<typeof LicenseePatch>;

const action = {
  method: 'POST',
  permission: partyManagers,
  reads: Licensee,
  answer: Licensee,
  status: 200,
  problems: ['conflict'],
} as const;

export const licensees = resource({
  name: 'licensees',
  summary: 'Departments and people that receive licences; each joins one buyer and one seller.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/licensees',
      summary: 'List licensees',
      permission: partyReaders,
      list: true,
      answer: page(Licensee),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/licensees/{id}',
      summary: 'Read a licensee',
      permission: partyReaders,
      select: true,
      answer: Licensee,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/licensees',
      summary: 'Create a licensee of one buyer and one seller linked to it',
      permission: partyManagers,
      body: NewLicensee,
      reads: Licensee,
      multipart: { part: 'licensee', file: 'logo' },
      answer: Licensee,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.licensee.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/licensees/{id}',
      summary: 'Change a licensee; its buyer and its seller stay',
      permission: partyManagers,
      body: LicenseePatch,
      reads: Licensee,
      multipart: { part: 'licensee', file: 'logo' },
      answer: Licensee,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: ['platform.accounts.licensee.updated'],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/licensees/{id}',
      summary: 'Delete a licensee for good',
      permission: partyManagers,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.licensee.deleted'],
    },
    enable: {
      ...action,
      path: '/accounts/licensees/{id}/enable',
      summary: 'Enable a disabled licensee: Active when its buyer is linked with the ERP, otherwise Enabled',
      events: ['platform.accounts.licensee.enabled'],
    },
    disable: {
      ...action,
      path: '/accounts/licensees/{id}/disable',
      summary: 'Disable a licensee: it is not offered for agreements and orders',
      events: ['platform.accounts.licensee.disabled'],
    },
    icon: {
      method: 'GET',
      path: '/accounts/licensees/{id}/icon',
      summary: 'The picture of a licensee',
      permission: pictureReaders,
      status: 307,
    },
  },
});
