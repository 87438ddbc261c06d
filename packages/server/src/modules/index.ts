import type { ModuleCode } from '@tenantry/contract/modules';
import { moduleCodes, moduleFacts } from '@tenantry/contract/modules';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import { invalid } from '../core/problem.ts';

/** Modules as references; the catalogue is part of the program, so no query is needed. */
export const moduleReferences = (ids: readonly string[]) =>
  moduleCodes
    .filter((code) => ids.includes(moduleFacts[code].id))
    .map((code) => ({ id: moduleFacts[code].id, name: moduleFacts[code].name }));

/** The ids of the modules that a new account of a type gets. */
export const modulesByDefault = (type: 'Client' | 'Vendor' | 'Operations'): string[] =>
  moduleCodes.filter((code) => moduleFacts[code].byDefault && moduleFacts[code].types.includes(type)).map((code) => moduleFacts[code].id);

/** SQL of the collection `modules` for the query language, over a column with module ids. */
export const moduleCollection = (column: string) =>
  ({
    type: 'collection',
    from: 'modules mod',
    where: `mod.id = any (${column})`,
    fields: {
      id: { type: 'id', sql: 'mod.id' },
      name: { type: 'text', sql: 'mod.name' },
      code: { type: 'text', sql: 'mod.code' },
    },
  }) as const;

/** The ids of referenced modules, each once. 400 for one that does not exist or that the account does not have. */
export async function checkedModules(
  tx: Transaction,
  account: string,
  references: readonly { id: string }[],
  property = 'modules',
): Promise<string[]> {
  const ids = [...new Set(references.map((one) => one.id))];
  const [row] = await tx.query(
    sql<{ module_ids: string[] }>`select module_ids from user_groups where account_id = ${account} and is_default`,
  );
  const missing = ids.filter((id) => !row?.module_ids.includes(id));
  if (missing.length > 0) throw invalid({ [property]: missing.map((id) => `Module '${id}' is not enabled for this account.`) });
  return ids;
}

/** Writes the catalogue of the program into its table, for filters and for those who read it; run at start. */
export function seedModules(): Sql {
  const rows = moduleCodes.map((code: ModuleCode) => {
    const facts = moduleFacts[code];
    return sql`(${facts.id}, ${code}, ${facts.name}, ${facts.description}, ${[...facts.types]}::text[], ${facts.configurable}, ${facts.byDefault}, ${facts.paid === true},
      ${JSON.stringify(facts.buyerScope ? { 'group.buyers': ['selected', 'all'] } : {})}::jsonb)`;
  });
  return sql`insert into modules (id, code, name, description, account_types, is_configurable, is_enabled_by_default, paid, filters) values ${sql.join(rows)}
    on conflict (id) do update set code = excluded.code, name = excluded.name, description = excluded.description, account_types = excluded.account_types,
      is_configurable = excluded.is_configurable, is_enabled_by_default = excluded.is_enabled_by_default, paid = excluded.paid, filters = excluded.filters
    where (modules.name, modules.description, modules.account_types, modules.filters) is distinct from (excluded.name, excluded.description, excluded.account_types, excluded.filters)`;
}
