import { Type } from 'typebox';
import { type Address, addressFields, nullable, nullableText, optional, Phone, Reference, reference, strict, text } from './fields.ts';

/** What the commercial parties of an account (buyers, sellers, licensees, ERP links) have in common. */

/** Reads buyers and what hangs on them: managers of the account see all, members of the Marketplace those of their groups. */
export const partyReaders = { types: ['Client', 'Operations'], modules: ['account-management', 'new-marketplace'] } as const;
export const partyManagers = { types: ['Client', 'Operations'], modules: ['account-management'] } as const;
export const platformOperators = { types: ['Operations'], modules: ['platform-account-management'], operators: true } as const;
/** Pictures: whoever may see the object gets it; to vendors, as to everybody else, it is absent. */
export const pictureReaders = { types: ['Client', 'Vendor', 'Operations'], modules: ['account-management', 'new-marketplace'] } as const;

export const SellerReference = Type.Object({ ...Reference.properties, externalId: Type.Optional(Type.String()) });

/** Who to write to: a member of the account, or somebody entered by hand. */
export const Contact = Type.Object({
  name: Type.Optional(nullableText(201)),
  firstName: Type.Optional(nullableText(100)),
  lastName: Type.Optional(nullableText(100)),
  email: Type.Optional(nullableText(320)),
  phone: Type.Optional(nullable(Phone)),
  user: Type.Optional(nullable(Reference)),
});

const optionalEmail = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'email', maxLength: 320 });
export const ContactInput = strict({
  name: Type.Optional(nullableText(201)),
  firstName: Type.Optional(nullableText(100)),
  lastName: Type.Optional(nullableText(100)),
  email: Type.Optional(optionalEmail),
  phone: Type.Optional(nullable(Phone)),
  user: Type.Optional(nullable(reference('USR-1234-5678'))),
});

/** An address in a PUT merges like everything else. */
export const AddressPatch = nullable(strict(optional(addressFields)));

/** What the ERP calls a customer: the company's contact, the customer record, the account. */
export const PartyExternalIds = strict({
  erpCompanyContact: Type.Optional(nullableText(250)),
  erpCustomer: Type.Optional(nullableText(250)),
  accountExternalId: Type.Optional(nullableText(250)),
});

/** What does not fit; shown to operators only. */
export const PartyErrors = Type.Array(
  Type.Object({
    id: Type.Optional(Type.String()),
    message: Type.String(),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
);

export const partyName = text(500, 1);
export const exampleAddress = {
  addressLine1: 'Baarerstrasse 14',
  postCode: '6300',
  city: 'Zug',
  state: 'Zug',
  country: 'CH',
} satisfies Address;
