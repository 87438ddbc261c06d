import { type Static, Type } from 'typebox';
import { Address, clearableIcon, core, nullable, nullableText, oneOf, optional, page, Reference, reference, strict } from './fields.ts';
import {
  AddressPatch,
  Contact,
  ContactInput,
  exampleAddress,
  PartyErrors,
  PartyExternalIds,
  partyManagers,
  partyName,
  partyReaders,
  pictureReaders,
  platformOperators,
  SellerReference,
} from './parties.ts';
import { resource } from './resource.ts';

export const buyerStatuses = ['Enabled', 'Active', 'Disabled', 'Unassigned', 'Conflict', 'Mismatch', 'Deleted'] as const;

/** A seller of a buyer, with what links the two. */
const LinkedSeller = Type.Object({ ...SellerReference.properties, erpLink: Type.Optional(Reference) });

export const Buyer = Type.Object({
  ...core,
  name: Type.String(),
  status: oneOf(buyerStatuses),
  icon: Type.String(),
  externalIds: Type.Optional(PartyExternalIds),
  address: Type.Optional(nullable(Address)),
  taxId: Type.Optional(nullableText(18)),
  account: Type.Optional(nullable(Reference)),
  sellers: Type.Optional(Type.Array(LinkedSeller)),
  contact: Type.Optional(nullable(Contact)),
  errors: Type.Optional(PartyErrors),
  licensees: Type.Optional(Type.Array(Reference, { description: 'The first five.' })),
  licenseeCount: Type.Optional(Type.Integer()),
});
export type Buyer = Static<typeof Buyer>;

const editable = {
  name: partyName,
  address: Address,
  taxId: Type.Optional(nullableText(18)),
  contact: Type.Optional(nullable(ContactInput)),
  externalIds: Type.Optional(PartyExternalIds),
  sellers: Type.Optional(nullable(Type.Array(reference('SEL-1234-5678'), { maxItems: 100 }))),
};

export const NewBuyer = Type.Object(
  { ...editable, account: Type.Optional(nullable(reference('ACC-1234-5678'))) },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Harbour Switzerland',
        account: { id: 'ACC-1234-5678' },
        address: exampleAddress,
        taxId: 'CHE-116.281.710',
        sellers: [{ id: 'SEL-1234-5678' }],
      },
    ],
  },
);
export type NewBuyer = Static<typeof NewBuyer>;

export const BuyerPatch = Type.Object(
  { ...optional(editable), icon: Type.Optional(clearableIcon()), address: Type.Optional(AddressPatch) },
  { additionalProperties: false, examples: [{ address: { city: 'Baar', postCode: '6340' } }] },
);
export type BuyerPatch = Static<typeof BuyerPatch>;

export const BuyerActivation = Type.Object(
  {
    account: Type.Optional(reference('ACC-1234-5678')),
    externalIds: PartyExternalIds,
  },
  {
    additionalProperties: false,
    examples: [
      {
        account: { id: 'ACC-1234-5678' },
        externalIds: { erpCompanyContact: 'EX-CON-000001', erpCustomer: 'EX-SCU-000001', accountExternalId: 'EX-CDG-000001' },
      },
    ],
  },
);

export const BuyerTransfer = strict({ account: reference('ACC-1234-5678') });

export const BuyerValidation = Type.Object(
  { ...optional(editable), address: Type.Optional(AddressPatch), account: Type.Optional(nullable(reference('ACC-1234-5678'))) },
  { additionalProperties: false, examples: [{ account: { id: 'ACC-1234-5678' } }] },
);

/** What would move with a buyer (spec 10.4). */
export const BuyerTransferDetails = Type.Object({
  ...Buyer.properties,
  stats: Type.Object({
    licenseeCount: Type.Integer(),
    orderCount: Type.Integer(),
    subscriptionCount: Type.Integer(),
    userCount: Type.Integer(),
    userGroupCount: Type.Integer(),
    agreementCount: Type.Integer(),
  }),
  users: Type.Array(Reference),
});

const action = { method: 'POST', reads: Buyer, answer: Buyer, status: 200, problems: ['conflict'] } as const;
const licensees = (verb: string) => ({
  key: `platform.accounts.licensee.${verb}`,
  many: 'each licensee of the buyer that changes with it',
});
const narrowedGroups = { key: 'platform.accounts.user_group.narrowed', many: 'each group that named the buyer' };

export const buyers = resource({
  name: 'buyers',
  summary: 'Legal entities that buy and are invoiced.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/buyers',
      summary: 'List buyers',
      permission: partyReaders,
      list: true,
      answer: page(Buyer),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/buyers/{id}',
      summary: 'Read a buyer',
      permission: partyReaders,
      select: true,
      answer: Buyer,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/buyers',
      summary: 'Create a buyer of an account',
      permission: platformOperators,
      body: NewBuyer,
      reads: Buyer,
      multipart: { part: 'buyer', file: 'logo' },
      answer: Buyer,
      status: 201,
      problems: ['conflict'],
      events: ['platform.accounts.buyer.created', { key: 'platform.accounts.erp_link.created', many: 'each seller named' }],
    },
    update: {
      method: 'PUT',
      path: '/accounts/buyers/{id}',
      summary: 'Change a buyer: accounts their logo, address and contact, operators everything',
      permission: partyManagers,
      body: BuyerPatch,
      reads: Buyer,
      multipart: { part: 'buyer', file: 'logo' },
      answer: Buyer,
      status: 200,
      problems: ['conflict', 'stale-revision'],
      events: [
        'platform.accounts.buyer.updated',
        { key: 'platform.accounts.erp_link.created', many: 'each seller added' },
        { key: 'platform.accounts.erp_link.restored', many: 'each seller added again' },
        { key: 'platform.accounts.erp_link.removed', many: 'each seller taken away' },
      ],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/buyers/{id}',
      summary: 'Delete a buyer without licensees for good',
      permission: platformOperators,
      status: 204,
      problems: ['conflict'],
      events: ['platform.accounts.buyer.deleted', narrowedGroups],
    },
    activate: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/activate',
      summary: 'Link a buyer with its account and its ERP records and make it Active; its Enabled licensees follow',
      body: BuyerActivation,
      events: [
        'platform.accounts.buyer.activated',
        { key: 'platform.accounts.erp_link.assigned', many: 'each seller of a buyer that had no account' },
        licensees('activated'),
      ],
    },
    deactivate: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/deactivate',
      summary: 'Take the ERP records away and make the buyer Enabled; its Active licensees follow',
      events: ['platform.accounts.buyer.deactivated', licensees('deactivated')],
    },
    enable: {
      ...action,
      permission: partyManagers,
      path: '/accounts/buyers/{id}/enable',
      summary: 'Enable a disabled buyer; its licensees each need their own',
      events: ['platform.accounts.buyer.enabled'],
    },
    disable: {
      ...action,
      permission: partyManagers,
      path: '/accounts/buyers/{id}/disable',
      summary: 'Disable a buyer and its licensees: neither can be chosen any more',
      events: ['platform.accounts.buyer.disabled', licensees('disabled')],
    },
    unassign: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/unassign',
      summary: 'Take a buyer without licensees away from its account',
      events: ['platform.accounts.buyer.unassigned', narrowedGroups],
    },
    transfer: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/transfer',
      summary: 'Move a buyer with all that hangs on it to another account with the same external id',
      body: BuyerTransfer,
      events: [
        'platform.accounts.buyer.transferred',
        'platform.accounts.buyer.released',
        licensees('transferred'),
        { key: 'platform.accounts.erp_link.transferred', many: 'each seller of the buyer' },
        narrowedGroups,
      ],
    },
    transferDetails: {
      method: 'GET',
      path: '/accounts/buyers/{id}/transfer',
      summary: 'What a transfer would move, and whether the destination fits',
      permission: platformOperators,
      query: Type.Object({ destinationAccountId: Type.Optional(Type.String({ examples: ['ACC-1234-5678'] })) }),
      answer: BuyerTransferDetails,
      status: 200,
      problems: ['conflict'],
    },
    validate: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/validate',
      summary: 'Check changes to a buyer without storing them; `errors` says what does not fit',
      body: BuyerValidation,
      problems: [],
      events: [],
    },
    synchronize: {
      ...action,
      permission: platformOperators,
      path: '/accounts/buyers/{id}/synchronize',
      summary: 'Take over what the ERP has of a buyer now, so that both agree again',
      events: [
        'platform.accounts.buyer.synchronized',
        { key: 'platform.accounts.erp_link.created', many: 'each seller that the ERP has beside ours' },
        { key: 'platform.accounts.erp_link.updated', many: 'each seller that knows the buyer differently' },
        { key: 'platform.accounts.erp_link.restored', many: 'each seller that came back' },
        { key: 'platform.accounts.erp_link.removed', many: 'each seller that the ERP has no more and no licensee uses' },
      ],
    },
    icon: {
      method: 'GET',
      path: '/accounts/buyers/{id}/icon',
      summary: 'The picture of a buyer',
      permission: pictureReaders,
      status: 307,
    },
  },
});
