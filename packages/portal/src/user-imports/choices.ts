import type { UserImport, UserImportOptions } from '@tenantry/contract/user-imports';

export const fields = ['email', 'firstName', 'lastName', 'phone', 'groups'] as const;
export type ImportField = (typeof fields)[number];

/** What somebody decides about a file beside the file itself. */
export interface Choices {
  /** Number of the column from 0; absent: by its heading. */
  columns: Partial<Record<ImportField, number>>;
  /** Groups for rows that name none. */
  groups: readonly string[];
  /** By the unknown name: the group meant, or `create`. */
  unknown: Readonly<Record<string, string>>;
  /** Modules of all groups that are created. */
  modules: readonly string[];
  /** People may become administrators. */
  administrators: boolean;
}

export const noChoices: Choices = { columns: {}, groups: [], unknown: {}, modules: [], administrators: false };
export const createIt = 'create';

/** The choices as the API takes them; absent where nothing was chosen. */
export function optionsOf({ columns, groups, unknown, modules, administrators }: Choices): UserImportOptions {
  const named = Object.entries(unknown);
  const create = named.filter(([, choice]) => choice === createIt).map(([name]) => name);
  const mapped = named.filter(([, choice]) => choice !== createIt);
  return {
    ...(Object.keys(columns).length > 0 ? { mapping: { ...columns } } : {}),
    ...(groups.length > 0 ? { groups: groups.map((id) => ({ id })) } : {}),
    ...(mapped.length > 0 ? { groupMapping: Object.fromEntries(mapped.map(([name, id]) => [name, { id }])) } : {}),
    ...(create.length > 0 ? { createGroups: create, createGroupModules: modules.map((id) => ({ id })) } : {}),
    ...(administrators ? { allowDefaultGroup: true } : {}),
  };
}

export const sameChoices = (one: Choices, other: Choices): boolean => JSON.stringify(optionsOf(one)) === JSON.stringify(optionsOf(other));

/** Why these choices cannot be sent, as the id of a message. */
export function faultOf(choices: Choices): 'columns.twice' | 'groups.modulesMissing' | undefined {
  const columns = Object.values(choices.columns);
  if (new Set(columns).size < columns.length) return 'columns.twice';
  return Object.values(choices.unknown).includes(createIt) && choices.modules.length === 0 ? 'groups.modulesMissing' : undefined;
}

/** Names that a decision is asked about: those the check did not know, and those already decided, which it therefore does not mention again. */
export function namesToDecide(batch: Pick<UserImport, 'unknownGroups'>, before: Choices): { name: string; rows?: number }[] {
  const decided = Object.keys(before.unknown).filter((name) => !batch.unknownGroups.some((group) => group.name === name));
  return [...batch.unknownGroups, ...decided.map((name) => ({ name }))];
}
