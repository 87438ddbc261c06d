import type { AuditStream } from '@tenantry/contract/audit-streams';

/** A stream for tests: a webhook that has everything. */
export const sampleStream = (more: Partial<AuditStream> = {}): AuditStream => ({
  id: 'AST-1000-0001',
  name: 'Security monitoring',
  status: 'Enabled',
  kind: 'webhook',
  format: 'jsonl',
  target: { url: 'https://logs.example.com/tenantry' },
  accounts: null,
  eventPrefix: null,
  position: 1200,
  waiting: 0,
  lastDeliveredAt: '2026-03-01T02:00:00.000Z',
  lastError: null,
  revision: 4,
  audit: { created: { at: '2026-01-05T08:00:00.000Z', by: { id: 'USR-1000-0001', name: 'Ada Roth' } } },
  ...more,
});
