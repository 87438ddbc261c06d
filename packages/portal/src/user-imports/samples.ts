import type { ImportRow, UserImport } from '@tenantry/contract/user-imports';
import type { Page } from '../api.ts';

// An import for the tests of this folder, in the account of the test session.

export const imports = '/public/v1/accounts/accounts/ACC-1000-0001/user-imports';

export const checked: UserImport = {
  id: 'IMP-1000-0000-0001',
  status: 'Checked',
  fileName: 'people.csv',
  encoding: 'utf-8',
  delimiter: ',',
  digest: 'the-digest',
  columns: [
    { heading: 'Email', field: 'email' },
    { heading: 'Given', field: 'firstName' },
    { heading: 'Family', field: 'lastName' },
    { heading: 'Team', field: 'groups' },
    { heading: 'Note' },
  ],
  counts: { rows: 10, create: 4, member: 1, duplicate: 1, error: 4, done: 0, undone: 0 },
  errors: { 'unknown-group': 2, 'group-missing': 1, 'email-invalid': 1 },
  unknownGroups: [{ name: 'Warehouse', rows: 2 }],
  needsDefaultGroupConfirmation: true,
  audit: { created: { at: '2026-05-01T08:00:00.000Z', by: { id: 'USR-1000-0001', name: 'Ada Roth' } } },
};

export const withStatus = (status: UserImport['status'], counts: Partial<UserImport['counts']> = {}): UserImport => ({
  ...checked,
  status,
  counts: { ...checked.counts, ...counts },
});

export const rows: ImportRow[] = [
  { line: 2, outcome: 'create', email: 'grace.lin@example.com', name: 'Grace Lin', groups: [{ id: 'UGR-1000-0002', name: 'Finance' }] },
  { line: 3, outcome: 'error', reason: 'email-invalid', message: 'The address has no @.', field: 'email' },
];

export const pageOf = <T>(data: T[], total = data.length): Page<T> => ({ data, $meta: { pagination: { limit: 10, offset: 0, total } } });
