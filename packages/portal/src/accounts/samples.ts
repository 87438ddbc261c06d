import type { Account } from '@tenantry/contract/accounts';

/** A client account as the API answers it. */
export const sampleAccount: Account = {
  id: 'ACC-1000-0001',
  revision: 4,
  type: 'Client',
  status: 'Active',
  name: 'Example AG',
  icon: '/v1/accounts/accounts/ACC-1000-0001/icon',
  description: 'Machine parts',
  externalId: 'CDG-100001',
  website: 'https://example.com',
  technicalSupportEmail: 'support@example.com',
  defaultLanguageCode: 'en-US',
  serviceLevel: 'Elite',
  eligibility: { client: true, partner: false },
  address: { addressLine1: 'Bahnhofstrasse 12', addressLine2: null, postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
  audit: {
    created: { at: '2026-01-31T10:00:00.000Z', by: { id: 'USR-1000-0001', name: 'Ada Roth' } },
    updated: { at: '2026-02-01T10:00:00.000Z', by: { id: 'USR-1000-0002', name: 'Finn Okafor' } },
  },
};
