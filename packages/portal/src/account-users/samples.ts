import type { UserGroup } from '@tenantry/contract/user-groups';
import type { Page } from '../api.ts';
import type { Member } from './member.ts';

// Members and groups for the tests of this folder, in the account of the test session.

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString();

export const groups: UserGroup[] = [
  {
    id: 'UGR-1000-0001',
    name: 'Administrators',
    description: 'Everything',
    icon: '',
    isDefault: true,
    modules: [{ id: 'MOD-1756', name: 'Access management' }],
  },
  { id: 'UGR-1000-0002', name: 'Finance', icon: '', isDefault: false, modules: [{ id: 'MOD-1239', name: 'Billing' }] },
  { id: 'UGR-1000-0003', name: 'Buyers', icon: '', isDefault: false, modules: [{ id: 'MOD-0478', name: 'Marketplace' }] },
];

const group = (index: number) => {
  const { id, name, isDefault } = groups[index] as UserGroup;
  return { id, name, isDefault };
};

function member(number: number, name: string, state: Member['status'], more: Partial<Member> = {}): Member {
  const [firstName = '', lastName = ''] = name.split(' ');
  const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
  const status = state ?? 'Active';
  return {
    id: `AUSR-1000-0000-000${number}`,
    user: { id: `USR-1000-000${number}`, name, firstName, lastName, email, status: status === 'Active' ? 'Active' : 'Invited', icon: '' },
    account: { id: 'ACC-1000-0001', name: 'Example AG' },
    status,
    groups: [group(1)],
    modules: [{ id: 'MOD-1239', name: 'Billing' }],
    invitation: { status },
    revision: 1,
    ...more,
  };
}

/** The person of the test session. */
export const ada = member(1, 'Ada Roth', 'Active', { joinedAt: '2026-03-02T10:00:00.000Z', groups: [group(0)] });
export const ben = member(2, 'Ben Okafor', 'Active', { joinedAt: '2026-04-03T10:00:00.000Z', groups: [group(1), group(2)] });
export const carla = member(3, 'Carla Costa', 'Invited', {
  invitation: { status: 'Invited', url: 'https://tenantry.example/accept-invite?code=abc', expiresAt: inDays(3) },
});
export const dmitri = member(4, 'Dmitri Volkov', 'InvitationExpired', {
  invitation: { status: 'InvitationExpired', expiresAt: inDays(-2) },
});
export const elif = member(5, 'Elif Aydin', 'Declined');
export const everybody = [ada, ben, carla, dmitri, elif];

export const users = '/public/v1/accounts/accounts/ACC-1000-0001/users';

export const pageOf = <T>(data: T[]): Page<T> => ({ data, $meta: { pagination: { limit: 10, offset: 0, total: data.length } } });
