import { type Module, modules } from '@tenantry/contract/modules';
import { sql } from '../core/database.ts';
import { findOne, type Listing, listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { notFound } from '../core/problem.ts';

interface ModuleRow {
  id: string;
  code: string;
  name: string;
  description: string;
  account_types: string[];
  is_configurable: boolean;
  is_enabled_by_default: boolean;
  paid: boolean;
  filters: Record<string, string[]>;
  audit: Module['audit'];
}

const listing: Listing<ModuleRow, Module> = {
  from: 'modules t',
  key: 't.id',
  columns: 't.*',
  fields: {
    id: { type: 'id', sql: 't.id' },
    name: { type: 'text', sql: 't.name' },
    code: { type: 'text', sql: 't.code' },
    description: { type: 'text', sql: 't.description' },
    isConfigurable: { type: 'boolean', sql: 't.is_configurable' },
    isEnabledByDefault: { type: 'boolean', sql: 't.is_enabled_by_default' },
    paid: { type: 'boolean', sql: 't.paid' },
    accountTypes: {
      type: 'collection',
      from: 'unnest(t.account_types) as types (type)',
      where: 'true',
      fields: {},
      self: { type: 'text', sql: 'types.type' },
    },
  },
  order: [{ path: 'name', descending: false, position: 0 }],
  dependsOn: [],
  omitted: ['audit'],
  read: (row) => ({
    id: row.id,
    name: row.name,
    code: row.code,
    description: row.description,
    accountTypes: row.account_types.map((type) => type.toLowerCase()),
    isConfigurable: row.is_configurable,
    isEnabledByDefault: row.is_enabled_by_default,
    paid: row.paid,
    settings: {
      sharedAccount: false,
      configurable: row.is_configurable,
      default: row.is_enabled_by_default,
      paid: row.paid,
      type: row.account_types.map((type) => type.toLowerCase()),
    },
    filters: row.filters,
    audit: row.audit ?? {},
  }),
};

export const moduleRoutes = mount(
  modules,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, listing, list),
    async get({ tx, params }) {
      const found = await findOne(tx, listing, sql`t.id = ${params.id}`);
      if (!found) throw notFound('Module', params.id);
      return found;
    },
  },
  listing.omitted,
);
