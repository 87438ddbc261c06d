import type { UserAccount } from '@tenantry/contract/users';
import type { Listing } from '../core/listing.ts';

interface Row {
  id: string;
  name: string;
  type: string;
  status: string;
  membership_status: string;
  groups: { id: string; name: string }[];
}

/** The accounts of one person, as the account switcher and the profile list them. */
export const userAccountListing: Listing<Row, UserAccount> = {
  from: 'memberships t join accounts a on a.id = t.account_id',
  key: 'a.id',
  columns: `a.id, a.name, a.type, a.status, t.status as membership_status,
    (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
     from group_members gm join user_groups g on g.account_id = gm.account_id and g.id = gm.group_id where gm.account_id = t.account_id and gm.membership_id = t.id) as groups`,
  // A disabled account cannot be switched to, so it is not offered.
  where: `t.status <> 'Removed' and a.status <> 'Disabled'`,
  fields: {
    id: { type: 'id', sql: 'a.id' },
    name: { type: 'text', sql: 'a.name' },
    type: { type: 'text', sql: 'a.type' },
    status: { type: 'text', sql: 'a.status' },
    'invitation.status': { type: 'text', sql: 't.status' },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['AccountUser', 'Account'],
  omitted: [],
  read: (row) => ({
    id: row.id,
    name: row.name,
    type: row.type,
    status: row.status,
    icon: `/v1/accounts/accounts/${row.id}/icon`,
    invitation: { status: row.membership_status },
    groups: row.groups,
  }),
};
