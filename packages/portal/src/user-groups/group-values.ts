import { NewUserGroup, type UserGroup, type UserGroupPatch } from '@tenantry/contract/user-groups';
import { Type } from 'typebox';

/** What the wizards hold; the users are changed beside it. */
export interface GroupValues {
  name: string;
  description: string;
  /** Ids. */
  modules: string[];
}

/** The contract's fields; a group made here has at least one module (spec 7.4). */
export const groupSchema = Type.Object({
  name: NewUserGroup.properties.name,
  description: NewUserGroup.properties.description,
  modules: Type.Array(Type.String(), { minItems: 1 }),
});

export const noGroup: GroupValues = { name: '', description: '', modules: [] };

export const groupValues = (group: UserGroup): GroupValues => ({
  name: group.name,
  description: group.description ?? '',
  modules: (group.modules ?? []).map(({ id }) => id).sort(),
});

const references = (ids: readonly string[]) => ids.map((id) => ({ id }));

export const newGroup = ({ name, description, modules }: GroupValues, account: string): NewUserGroup => ({
  name: name.trim(),
  description: description.trim() || null,
  modules: references(modules),
  buyers: null,
  account: { id: account },
});

/** Only what changed; the modules of the default group are never sent, they are the account's. */
export function groupPatch(before: GroupValues, after: GroupValues, isDefault: boolean): UserGroupPatch {
  const modules = [...after.modules].sort();
  return {
    ...(before.name === after.name ? {} : { name: after.name.trim() }),
    ...(before.description === after.description ? {} : { description: after.description.trim() || null }),
    ...(isDefault || before.modules.join() === modules.join() ? {} : { modules: references(modules) }),
  };
}
