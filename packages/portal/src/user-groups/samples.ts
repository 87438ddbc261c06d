import type { AccountUser } from '@tenantry/contract/account-users';
import type { UserGroup } from '@tenantry/contract/user-groups';
import type { Page } from '../api.ts';

const account = { id: 'ACC-1000-0001', name: 'Example AG' };
const access = { id: 'MOD-1756', name: 'Access management' };
const marketplace = { id: 'MOD-0478', name: 'Marketplace' };
const billing = { id: 'MOD-1239', name: 'Billing' };

export const administrators: UserGroup = {
  id: 'UGR-1000-0001',
  revision: 1,
  name: 'Administrators',
  description: 'Administer the account',
  icon: '',
  isDefault: true,
  account,
  modules: [access, marketplace, billing],
  users: [{ id: 'USR-1000-0001', name: 'Ada Roth' }],
  userCount: 1,
  buyers: null,
};

export const finance: UserGroup = {
  id: 'UGR-1000-0002',
  revision: 3,
  name: 'Finance',
  description: 'Reads invoices',
  icon: '',
  isDefault: false,
  account,
  modules: [billing],
  users: [{ id: 'USR-1000-0002', name: 'Finn Okafor' }],
  userCount: 2,
  buyers: null,
};

export const empty: UserGroup = {
  ...finance,
  id: 'UGR-1000-0003',
  name: 'Nobody',
  modules: [marketplace, billing],
  users: [],
  userCount: 0,
};

const member = (id: string, name: string, groups: readonly UserGroup[], status: 'Active' | 'Invited' = 'Active'): AccountUser => ({
  id: id.replace('USR', 'AUSR'),
  user: { id, name, email: `${name.split(' ')[0]?.toLowerCase()}@example.com`, status: 'Active' } as AccountUser['user'],
  groups: groups.map((group) => ({ id: group.id, name: group.name, isDefault: group.isDefault })),
  status,
});

export const ada = member('USR-1000-0001', 'Ada Roth', [administrators]);
export const finn = member('USR-1000-0002', 'Finn Okafor', [finance]);
export const mei = member('USR-1000-0003', 'Mei Tanaka', [finance, administrators]);

export const pageOf = <T>(data: readonly T[]): Page<T> => ({
  data: [...data],
  $meta: { pagination: { limit: 50, offset: 0, total: data.length } },
});
