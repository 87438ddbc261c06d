import { type Static, Type } from 'typebox';
import { Address, core, nullable, nullableText, oneOf, optional, page, Reference, reference, strict } from './fields.ts';
import { AddressPatch, PartyExternalIds, partyReaders, platformOperators, SellerReference } from './parties.ts';
import { resource } from './resource.ts';

/** `Disabled` is the system's: the pair is not in the ERP any more. */
export const erpLinkStatuses = ['Active', 'Blocked', 'Disabled'] as const;

export const ErpLink = Type.Object({
  ...core,
  name: Type.String(),
  status: oneOf(erpLinkStatuses),
  icon: Type.Optional(Type.String({ description: 'That of the buyer.' })),
  note: Type.Optional(Type.String({ description: 'Operators only.' })),
  externalIds: Type.Optional(PartyExternalIds),
  companyName: Type.Optional(nullableText(500)),
  address: Type.Optional(nullable(Address)),
  account: Type.Optional(nullable(Reference)),
  buyer: Type.Optional(Reference),
  seller: Type.Optional(SellerReference),
});
export type ErpLink = Static<typeof ErpLink>;

const editable = {
  note: Type.Optional(nullableText(2000)),
  externalIds: Type.Optional(PartyExternalIds),
  companyName: Type.Optional(nullableText(500)),
  address: Type.Optional(nullable(Address)),
};

export const NewErpLink = Type.Object(
  { ...editable, buyer: reference('BUY-1234-5678'), seller: reference('SEL-1234-5678') },
  { additionalProperties: false, examples: [{ buyer: { id: 'BUY-1234-5678' }, seller: { id: 'SEL-1234-5678' } }] },
);
export type NewErpLink = Static<typeof NewErpLink>;

export const ErpLinkPatch = Type.Object(
  {
    ...optional(editable),
    address: Type.Optional(AddressPatch),
    // Read and sent back; the pair never changes.
    buyer: Type.Optional(reference('BUY-1234-5678')),
    seller: Type.Optional(reference('SEL-1234-5678')),
  },
  { additionalProperties: false, examples: [{ companyName: 'Harbour Switzerland AG' }] },
);
export type ErpLinkPatch = Static<typeof ErpLinkPatch>;

const Note = strict({ note: Type.Optional(nullableText(2000)) });

const action = {
  method: 'POST',
  permission: platformOperators,
  body: Note,
  reads: ErpLink,
  answer: ErpLink,
  status: 200,
  problems: ['conflict'],
} as const;

export const erpLinks = resource({
  name: 'erp-links',
  summary: 'Which buyer may do business with which seller, as the ERP knows it.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/erp-links',
      summary: 'List ERP links',
      permission: partyReaders,
      list: true,
      answer: page(ErpLink),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/erp-links/{id}',
      summary: 'Read an ERP link',
      permission: partyReaders,
      select: true,
      answer: ErpLink,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/erp-links',
      summary: 'Link a buyer with a seller',
      permission: platformOperators,
      body: NewErpLink,
      reads: ErpLink,
      answer: ErpLink,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.erp_link.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/erp-links/{id}',
      summary: 'Change what the seller knows of the buyer',
      permission: platformOperators,
      body: ErpLinkPatch,
      reads: ErpLink,
      multipart: { part: 'erpLink', file: 'logo' },
      answer: ErpLink,
      status: 200,
      problems: ['stale-revision'],
      events: ['platform.accounts.erp_link.updated'],
    },
    block: {
      ...action,
      path: '/accounts/erp-links/{id}/block',
      summary: 'Block a link: no business with that seller, no new licensee on the pair',
      events: ['platform.accounts.erp_link.blocked'],
    },
    unblock: {
      ...action,
      path: '/accounts/erp-links/{id}/unblock',
      summary: 'Lift the block',
      events: ['platform.accounts.erp_link.unblocked'],
    },
  },
});
