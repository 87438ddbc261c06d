import type { Buyer } from '@tenantry/contract/buyers';
import type { ErpLink } from '@tenantry/contract/erp-links';
import type { Licensee } from '@tenantry/contract/licensees';
import type { Seller } from '@tenantry/contract/sellers';
import type { Page } from '../api.ts';

const account = { id: 'ACC-1000-0001', name: 'Example AG' };

/** Parties as the API answers them: two buyers of one account, three sellers, what links them. */
export const zugSeller: Seller = {
  id: 'SEL-1000-0001',
  revision: 1,
  name: 'Seller Switzerland',
  status: 'Active',
  icon: '/v1/accounts/sellers/SEL-1000-0001/icon',
  externalId: 'EX_CH',
  address: { addressLine1: 'Weg 1', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
  currencies: [
    { value: 'CHF', billingEnabled: true, isDefault: true },
    { value: 'EUR', billingEnabled: false, isDefault: false },
  ],
};
export const berlinSeller: Seller = {
  ...zugSeller,
  id: 'SEL-1000-0002',
  name: 'Seller Deutschland',
  externalId: 'EX_DE',
  status: 'Disabled',
};

const named = ({ id, name, externalId, status, icon }: Seller) => ({ id, name, status, icon, ...(externalId ? { externalId } : {}) });

export const trading: Buyer = {
  id: 'BUY-1000-0001',
  revision: 2,
  name: 'Example Trading AG',
  status: 'Active',
  icon: '/v1/accounts/buyers/BUY-1000-0001/icon',
  externalIds: { erpCompanyContact: 'EX-CON-1', erpCustomer: 'EX-SCU-1', accountExternalId: 'CDG-100001' },
  address: { addressLine1: 'Bahnhofstrasse 12', addressLine2: null, postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
  taxId: 'CHE-116.281.710',
  account,
  sellers: [named(zugSeller), named(berlinSeller)],
  contact: { name: 'Rita Moser', firstName: 'Rita', lastName: 'Moser', email: 'rita@example.com' },
  licensees: [
    { id: 'LCE-1000-0001-0001', name: 'Research' },
    { id: 'LCE-1000-0001-0002', name: 'Sales' },
  ],
  licenseeCount: 2,
  audit: { created: { at: '2026-01-31T10:00:00.000Z', by: { id: 'USR-1000-0001', name: 'Ada Roth' } } },
};

export const shut: Buyer = {
  ...trading,
  id: 'BUY-1000-0002',
  name: 'Example Shipyard Ltd',
  status: 'Disabled',
  icon: '/v1/accounts/buyers/BUY-1000-0002/icon',
  externalIds: {},
  taxId: null,
  contact: null,
  sellers: [named(zugSeller)],
  licensees: [],
  licenseeCount: 0,
};

const link = (seller: Seller, status: ErpLink['status']): ErpLink => ({
  id: seller.id.replace('SEL', 'ERP'),
  revision: 1,
  name: `${trading.name} - ${seller.name}`,
  status,
  account,
  buyer: { id: trading.id, name: trading.name, status: trading.status, icon: trading.icon },
  seller: named(seller),
});
export const activeLink = link(zugSeller, 'Active');
export const blockedLink = link({ ...zugSeller, id: 'SEL-1000-0003', name: 'Seller Canada', externalId: 'EX_CA' }, 'Blocked');

export const research: Licensee = {
  id: 'LCE-1000-0001-0001',
  revision: 5,
  name: 'Research',
  status: 'Active',
  icon: '/v1/accounts/licensees/LCE-1000-0001-0001/icon',
  externalId: 'R-7',
  description: 'Second floor',
  useBuyerAddress: true,
  address: trading.address!,
  contact: null,
  eligibility: { client: true, partner: false },
  account,
  buyer: { id: trading.id, name: trading.name, status: 'Active' },
  seller: named(zugSeller),
};

export const pageOf = <T>(data: readonly T[]): Page<T> => ({
  data: [...data],
  $meta: { pagination: { limit: 50, offset: 0, total: data.length } },
});
