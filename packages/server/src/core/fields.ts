import type { Fields } from '@tenantry/rql';

/** The fields that every stored object has, for a table alias. */
export const coreFields = (alias: string, searched = false): Fields => ({
  id: { type: 'id', sql: `${alias}.id`, ...(searched ? { search: `${alias}.search_text` } : {}) },
  revision: { type: 'integer', sql: `${alias}.revision` },
  'audit.created.at': { type: 'datetime', sql: `${alias}.created_at` },
  'audit.updated.at': { type: 'datetime', sql: `${alias}.updated_at` },
  'audit.created.by.id': { type: 'id', sql: `${alias}.audit #>> '{created,by,id}'`, nullable: true },
  'audit.created.by.name': { type: 'text', sql: `${alias}.audit #>> '{created,by,name}'`, nullable: true },
});

/** The account of an object, joined as `a`. */
export const accountFields: Fields = {
  'account.id': { type: 'id', sql: 'a.id' },
  'account.name': { type: 'text', sql: 'a.name' },
  'account.type': { type: 'text', sql: 'a.type' },
  'account.status': { type: 'text', sql: 'a.status' },
};

/** SQL of the account reference, and its columns in a row. */
export const accountColumns = `a.id as account_ref_id, a.name as account_ref_name, a.type as account_ref_type, a.status as account_ref_status`;

export interface AccountColumns {
  account_ref_id: string;
  account_ref_name: string;
  account_ref_type: string;
  account_ref_status: string;
}

export const accountReference = (row: AccountColumns) => ({
  id: row.account_ref_id,
  name: row.account_ref_name,
  type: row.account_ref_type,
  status: row.account_ref_status,
  icon: `/v1/accounts/accounts/${row.account_ref_id}/icon`,
});
