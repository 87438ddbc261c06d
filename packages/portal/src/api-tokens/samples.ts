import type { ApiToken } from '@tenantry/contract/api-tokens';

/** A token for tests; its secret is never part of a read answer. */
export function sampleToken(more: Partial<ApiToken> = {}): ApiToken {
  return {
    id: 'TKN-1000-0001',
    name: 'Nightly export',
    description: 'Reads users every night',
    icon: '',
    status: 'Active',
    account: { id: 'ACC-1000-0001', name: 'Example AG' },
    modules: [
      { id: 'MOD-1756', name: 'Access management' },
      { id: 'MOD-1239', name: 'Billing' },
    ],
    lastAccessAt: '2026-03-01T02:00:00.000Z',
    expiresAt: null,
    auditReads: false,
    revision: 4,
    audit: { created: { at: '2026-01-05T08:00:00.000Z', by: { id: 'USR-1000-0001', name: 'Ada Roth' } } },
    ...more,
  };
}

export const sampleSecret = 'idt:TKN-1000-0001:9xQ3rR0mZp4vTt7cKdWbLhYs2uEaFgNj5iOqVwXyZ01';
