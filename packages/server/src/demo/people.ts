import type { AccountType } from '@tenantry/contract';
import type { ModuleCode } from '@tenantry/contract/modules';

export interface DemoGroup {
  name: string;
  description: string;
  modules: readonly ModuleCode[];
}

export interface DemoPerson {
  first: string;
  last: string;
  groups: readonly string[];
  /** Shown on the sign-in page as somebody to try. */
  role?: string;
  state?: 'invited' | 'expired' | 'declined';
  /** Joins when the buyers are there that her group shows. */
  later?: true;
}

export interface DemoAccount {
  name: string;
  type: AccountType;
  domain: string;
  externalId?: string;
  description: string;
  website: string;
  partner?: boolean;
  address: { addressLine1: string; postCode: string; city: string; state: string; country: string };
  groups: readonly DemoGroup[];
  people: readonly DemoPerson[];
  tokens: readonly { name: string; description: string; modules: readonly ModuleCode[]; disabled?: boolean; days?: number }[];
}

const finance: DemoGroup = { name: 'Finance', description: 'Reads statements and invoices.', modules: ['billing'] };
const procurement: DemoGroup = {
  name: 'Procurement',
  description: 'Buys and renews subscriptions.',
  modules: ['new-marketplace', 'billing'],
};
const people: DemoGroup = {
  name: 'People operations',
  description: 'Invites colleagues and puts them into groups.',
  modules: ['access-management'],
};

const staff = (group: string, names: string): DemoPerson[] =>
  names.split(', ').map((name) => {
    const [first = '', ...last] = name.split(' ');
    return { first, last: last.join(' '), groups: [group] };
  });

/** Made-up organisations and people; all addresses end in `.example`. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    name: 'Platform Operations',
    type: 'Operations',
    domain: 'operations.example',
    description: 'Runs the platform for everybody else.',
    website: 'https://operations.example',
    address: { addressLine1: 'Bahnhofstrasse 12', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
    groups: [{ name: 'Support', description: 'Answers questions; sees the own account only.', modules: ['access-management'] }],
    people: [
      { first: 'Olivia', last: 'Brandt', groups: ['Administrators'], role: 'Operator' },
      { first: 'Samuel', last: 'Keller', groups: ['Support'] },
      { first: 'Nora', last: 'Lindqvist', groups: ['Administrators'] },
    ],
    tokens: [
      {
        name: 'Provisioning',
        description: 'Creates accounts from the CRM.',
        modules: ['platform-account-management', 'account-management', 'access-management'],
      },
    ],
  },
  {
    name: 'Harbour Group',
    type: 'Client',
    domain: 'harbour-group.example',
    externalId: 'CDG-100001',
    description: 'Freight, warehouses and a ferry line on the North Sea.',
    website: 'https://harbour-group.example',
    address: { addressLine1: '1 Quay Street', postCode: 'M3 3JE', city: 'Manchester', state: 'Greater Manchester', country: 'GB' },
    groups: [finance, procurement, people, { name: 'Everybody', description: 'Sees the marketplace.', modules: ['new-marketplace'] }],
    people: [
      { first: 'Ada', last: 'Roth', groups: ['Administrators'], role: 'Account administrator' },
      { first: 'Finn', last: 'Okafor', groups: ['Finance'], role: 'Member (Finance)' },
      { first: 'Mei', last: 'Tanaka', groups: ['People operations'], role: 'Member (People operations)' },
      { first: 'Nils', last: 'Haugen', groups: ['North Sea desk'], role: 'Member (two buyers)', later: true },
      { first: 'Brigitte', last: 'Lefèvre', groups: ['Administrators', 'Finance'] },
      ...staff('Finance', 'Jonas Weiß, Amara Diallo, Ivo Petrov, Priya Nair, Tomás Herrera, Sofia Rossi'),
      ...staff('Procurement', 'Lena Fischer, Kwame Mensah, Hana Novák, Oscar Lind, Chiara Conti, Marek Wójcik, Yuki Sato, Elif Demir'),
      ...staff(
        'Everybody',
        "Liam O'Connor, Zoë van Dijk, Mateo García, Ingrid Solberg, Noah Meyer, Aïcha Benali, Pavel Dvořák, Ruth Adeyemi, Hugo Martin, Anika Patel, Erik Johansson, Camila Souza",
      ),
      { first: 'Theo', last: 'Papadakis', groups: ['Procurement'], state: 'invited' },
      { first: 'Wanda', last: 'Kowalska', groups: ['Finance'], state: 'invited' },
      { first: 'Ravi', last: 'Menon', groups: ['Everybody'], state: 'expired' },
    ],
    tokens: [
      { name: 'Nightly export', description: 'Reads users and groups every night.', modules: ['access-management'] },
      { name: 'Invoice reader', description: 'Fetches invoices for the ledger.', modules: ['billing'], days: 60 },
      { name: 'Old integration', description: 'Replaced by the nightly export.', modules: ['billing'], disabled: true },
    ],
  },
  {
    name: 'Muster Werke',
    type: 'Client',
    domain: 'muster-werke.example',
    description: 'Machine parts from Stuttgart.',
    website: 'https://muster-werke.example',
    partner: true,
    address: { addressLine1: 'Werkstraße 5', postCode: '70174', city: 'Stuttgart', state: 'Baden-Württemberg', country: 'DE' },
    groups: [finance],
    people: [
      { first: 'Greta', last: 'Hoffmann', groups: ['Administrators'] },
      { first: 'Ada', last: 'Roth', groups: ['Finance'] },
      ...staff('Finance', 'Emil Schwarz, Klara Vogel, Anton Bauer'),
    ],
    tokens: [{ name: 'SAP bridge', description: 'Books statements.', modules: ['billing'] }],
  },
  {
    name: 'Nordwind Software',
    type: 'Vendor',
    domain: 'nordwind.example',
    externalId: 'NWS',
    description: 'Weather models as a service.',
    website: 'https://nordwind.example',
    address: { addressLine1: 'Havnegata 3', postCode: '7010', city: 'Trondheim', state: 'Trøndelag', country: 'NO' },
    groups: [{ name: 'Catalog', description: 'Maintains products and prices.', modules: ['catalog-management'] }],
    people: [
      { first: 'Vidar', last: 'Aas', groups: ['Administrators'], role: 'Vendor administrator' },
      ...staff('Catalog', 'Solveig Berg, Anders Dahl, Liv Moen'),
    ],
    tokens: [{ name: 'Event sync', description: 'Records events of the extension.', modules: ['account-management'] }],
  },
];
