import type { BuyerStatus } from '../buyers/index.ts';

type Address = { addressLine1: string; postCode: string; city: string; state: string; country: string };

export interface DemoSeller {
  name: string;
  externalId: string;
  address: Address;
  currencies: readonly string[];
  status?: 'Offline';
}

/** The platform owner's legal entities, by country. */
export const demoSellers: readonly DemoSeller[] = [
  {
    name: 'Platform Switzerland',
    externalId: 'PLT_CH',
    address: { addressLine1: 'Bahnhofstrasse 12', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
    currencies: ['CHF', 'EUR'],
  },
  {
    name: 'Platform Deutschland',
    externalId: 'PLT_DE',
    address: { addressLine1: 'Speersort 8', postCode: '20095', city: 'Hamburg', state: 'Hamburg', country: 'DE' },
    currencies: ['EUR'],
  },
  {
    name: 'Platform United Kingdom',
    externalId: 'PLT_GB',
    address: { addressLine1: '4 Cheapside', postCode: 'EC2V 6AX', city: 'London', state: 'Greater London', country: 'GB' },
    currencies: ['GBP', 'EUR', 'USD'],
  },
  {
    name: 'Platform Canada',
    externalId: 'PLT_CA',
    address: { addressLine1: '200 Bay Street', postCode: 'M5J 2J2', city: 'Toronto', state: 'Ontario', country: 'CA' },
    currencies: ['CAD', 'USD'],
    status: 'Offline',
  },
];

export interface DemoBuyer {
  account?: string;
  name: string;
  status: BuyerStatus;
  address: Address;
  taxId?: string;
  /** External ids of sellers; a `!` marks a blocked link. */
  sellers: readonly string[];
  licensees?: readonly string[];
  resale?: boolean;
  errors?: readonly { id: string; message: string; parameters: Record<string, unknown> }[];
}

const harbour = 'Harbour Group';
const muster = 'Muster Werke';
const at = (addressLine1: string, postCode: string, city: string, state: string, country: string): Address => ({
  addressLine1,
  postCode,
  city,
  state,
  country,
});

/** A dozen, in every status that people see. */
export const demoBuyers: readonly DemoBuyer[] = [
  {
    account: harbour,
    name: 'Harbour Logistics Ltd',
    status: 'Active',
    address: at('1 Quay Street', 'M3 3JE', 'Manchester', 'Greater Manchester', 'GB'),
    taxId: 'GB980780684',
    sellers: ['PLT_GB', 'PLT_CH'],
    licensees: ['Head office', 'Freight desk', 'Customs team', 'Data science', 'Human resources', 'Legal'],
  },
  {
    account: harbour,
    name: 'Harbour Ferries GmbH',
    status: 'Active',
    address: at('Landungsbrücken 3', '20359', 'Hamburg', 'Hamburg', 'DE'),
    taxId: 'DE136695976',
    sellers: ['PLT_DE', 'PLT_CH!'],
    licensees: ['Bridge and crew', 'Ticketing', 'Onboard shops', 'Engine room', 'Terminal Cuxhaven'],
  },
  {
    account: harbour,
    name: 'Harbour Warehousing AG',
    status: 'Active',
    address: at('Industriestrasse 24', '6300', 'Zug', 'Zug', 'CH'),
    taxId: 'CHE-116.281.710',
    sellers: ['PLT_CH'],
    licensees: ['Warehouse Zug', 'Warehouse Basel', 'Planning', 'Maintenance'],
  },
  {
    account: harbour,
    name: 'Harbour Canada Inc',
    status: 'Mismatch',
    address: at('88 Harbour Street', 'M5J 0B7', 'Toronto', 'Ontario', 'CA'),
    sellers: ['PLT_CA'],
    licensees: ['Toronto branch', 'Halifax branch'],
    errors: [
      {
        id: 'name-differs',
        message: 'The ERP calls this buyer “Harbour Canada Incorporated”.',
        parameters: { ours: 'Harbour Canada Inc', erp: 'Harbour Canada Incorporated' },
      },
      {
        id: 'address-differs',
        message: 'The ERP has another city for this buyer.',
        parameters: { ours: 'Toronto', erp: 'North York' },
      },
    ],
  },
  {
    account: harbour,
    name: 'Harbour Shipyard Ltd',
    status: 'Disabled',
    address: at('9 Dock Road', 'L3 4BX', 'Liverpool', 'Merseyside', 'GB'),
    taxId: 'GB123456782',
    sellers: ['PLT_GB'],
    licensees: ['Dry dock', 'Drawing office'],
  },
  {
    account: harbour,
    name: 'Harbour Training Academy',
    status: 'Enabled',
    address: at('17 Albert Square', 'M2 5DB', 'Manchester', 'Greater Manchester', 'GB'),
    sellers: ['PLT_GB'],
    licensees: ['Simulator room'],
  },
  {
    account: harbour,
    name: 'Harbour Insurance Services',
    status: 'Active',
    address: at('30 Lime Street', 'EC3M 7HR', 'London', 'Greater London', 'GB'),
    sellers: ['PLT_GB!'],
  },
  {
    account: muster,
    name: 'Muster Werke GmbH',
    status: 'Active',
    address: at('Werkstraße 5', '70174', 'Stuttgart', 'Baden-Württemberg', 'DE'),
    taxId: 'DE811569869',
    sellers: ['PLT_DE'],
    licensees: ['Konstruktion', 'Fertigung', 'Einkauf', 'Lager Esslingen'],
  },
  {
    account: muster,
    name: 'Muster Handel AG',
    status: 'Active',
    address: at('Seestrasse 101', '8002', 'Zürich', 'Zürich', 'CH'),
    sellers: ['PLT_CH', 'PLT_DE'],
    licensees: ['Kunde Alpenblick', 'Kunde Seewerk', 'Kunde Bergbahn', 'Kunde Talhof'],
    resale: true,
  },
  {
    account: muster,
    name: 'Muster Service GmbH',
    status: 'Enabled',
    address: at('Königstraße 40', '70173', 'Stuttgart', 'Baden-Württemberg', 'DE'),
    sellers: ['PLT_DE'],
    licensees: ['Außendienst', 'Hotline'],
  },
  {
    name: 'Lakeside Breweries AG',
    status: 'Unassigned',
    address: at('Seefeldstrasse 3', '8008', 'Zürich', 'Zürich', 'CH'),
    sellers: ['PLT_CH'],
  },
  {
    name: 'Lakeside Breweries Ltd',
    status: 'Conflict',
    address: at('12 Mill Lane', 'CB2 1RX', 'Cambridge', 'Cambridgeshire', 'GB'),
    sellers: ['PLT_GB'],
    errors: [
      {
        id: 'company-contact-twice',
        message: 'The ERP has the same company contact for two buyers.',
        parameters: { companyContact: 'PLT-CON-000012', buyers: 2 },
      },
    ],
  },
];
