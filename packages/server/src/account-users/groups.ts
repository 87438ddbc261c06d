import type { Listing } from '../core/listing.ts';

interface Row {
  id: string;
  name: string;
  is_default: boolean;
}

/** The groups of one member, as a list of their own. */
export const memberGroupListing: Listing<Row, { id: string; name: string; isDefault: boolean }> = {
  from: 'group_members gm join user_groups t on t.account_id = gm.account_id and t.id = gm.group_id',
  key: 't.id',
  columns: 't.id, t.name, t.is_default',
  fields: { id: { type: 'id', sql: 't.id' }, name: { type: 'text', sql: 't.name' }, isDefault: { type: 'boolean', sql: 't.is_default' } },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: ['AccountUser', 'UserGroup'],
  omitted: [],
  read: (row) => ({ id: row.id, name: row.name, isDefault: row.is_default }),
};
