import { NewUserGroup, type UserGroup, type UserGroupPatch } from '@tenantry/contract/user-groups';
import { Type } from 'typebox';
import { honoursBuyers } from '../modules/account-modules.ts';

/** What the wizards hold; the users are changed beside it. */
export interface GroupValues {
  name: string;
  description: string;
  /** Ids. */
  modules: string[];
  /** What its members see in the Marketplace. */
  scope: 'all' | 'selected';
  /** Those chosen; kept while the scope is `all`, so that nothing is lost by looking. */
  buyers: ChosenBuyer[];
}

export interface ChosenBuyer {
  id: string;
  name: string;
}

/** The contract's fields; a group made here has at least one module (spec 7.4). */
export const groupSchema = Type.Object({
  name: NewUserGroup.properties.name,
  description: NewUserGroup.properties.description,
  modules: Type.Array(Type.String(), { minItems: 1 }),
  scope: Type.String(),
  buyers: Type.Array(Type.Unsafe<ChosenBuyer>({})),
});

export const noGroup: GroupValues = { name: '', description: '', modules: [], scope: 'all', buyers: [] };

export const groupValues = (group: UserGroup): GroupValues => ({
  name: group.name,
  description: group.description ?? '',
  modules: (group.modules ?? []).map(({ id }) => id).sort(),
  scope: group.buyers ? 'selected' : 'all',
  buyers: (group.buyers ?? []).map(({ id, name }) => ({ id, name: name ?? id })),
});

/** What the API takes: `null` for all buyers; a scope means something only with a module that honours it (spec 7.4). */
const scopeOf = ({ scope, buyers, modules }: GroupValues) =>
  scope === 'all' || !honoursBuyers(modules) ? null : references(buyers.map(({ id }) => id).sort());

/** Whether the scope differs: nothing is sent of buyers that somebody has not touched, because she may not see all of them. */
const sameScope = (a: GroupValues, b: GroupValues): boolean =>
  a.scope === b.scope && (a.scope === 'all' || JSON.stringify(scopeOf(a)) === JSON.stringify(scopeOf(b)));

/** Some buyers means at least one, unless it stays as it was. */
export const lacksBuyers = (values: GroupValues, before: GroupValues): boolean =>
  values.scope === 'selected' && values.buyers.length === 0 && honoursBuyers(values.modules) && !sameScope(values, before);

const references = (ids: readonly string[]) => ids.map((id) => ({ id }));

export const newGroup = (values: GroupValues, account: string): NewUserGroup => ({
  name: values.name.trim(),
  description: values.description.trim() || null,
  modules: references(values.modules),
  buyers: scopeOf(values),
  account: { id: account },
});

/** Only what changed; the modules of the default group are never sent, they are the account's. */
export function groupPatch(before: GroupValues, after: GroupValues, isDefault: boolean): UserGroupPatch {
  const modules = [...after.modules].sort();
  return {
    ...(before.name === after.name ? {} : { name: after.name.trim() }),
    ...(before.description === after.description ? {} : { description: after.description.trim() || null }),
    ...(isDefault || before.modules.join() === modules.join() ? {} : { modules: references(modules) }),
    ...(isDefault || sameScope(before, after) ? {} : { buyers: scopeOf(after) }),
  };
}
