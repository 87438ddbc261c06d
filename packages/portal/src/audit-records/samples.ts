import type { AuditRecord } from '@tenantry/contract/audit-records';

/** A record for tests: a token whose name, modules and expiry changed. */
export function sampleRecord(more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: 'AUD-0000-0000-0000-0001',
    event: 'platform.accounts.api_token.updated',
    summary: 'API token updated',
    details: 'Ada Roth changed the API token Nightly export',
    object: { id: 'TKN-1000-0001', name: 'Nightly export', icon: null, objectType: 'ApiToken', revision: 3 },
    timestamp: '2026-03-01T10:20:30.456Z',
    actor: { id: 'USR-1000-0001', name: 'Ada Roth', account: { id: 'ACC-1000-0001', name: 'Example AG', accountType: 'Client' } },
    type: 'Public',
    request: {
      api: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' },
      log: { correlationId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    },
    documents: {
      apiToken: { id: 'TKN-1000-0001', name: 'Nightly export', description: null, status: 'Active', modules: ['MOD-1756', 'MOD-1239'] },
      previous: { name: 'Export', modules: ['MOD-1756', 'MOD-9042'] },
    },
    ...more,
  };
}
