import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { api } from '../api.ts';
import { sessionQuery } from '../session.ts';
import type { GroupTexts } from './texts.ts';

export const groupsPath = '/public/v1/accounts/user-groups';
export const groupPath = (id: string) => `${groupsPath}/${id}`;
export const membersPath = (account: string) => `/public/v1/accounts/accounts/${account}/users`;
export const groupsPage = '/administration/settings/groups';

/** One group with its event times. */
export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: ['group', id],
    queryFn: ({ signal }) => api.get<UserGroup>(groupPath(id), { query: { select: 'audit' }, signal }),
  });

/** Forgets what a changed group makes stale: every table, the modules of the account, and what the person herself may do. */
export function useGroupsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [['table'], ['group'], ['default-group'], ['choosable-members'], sessionQuery.queryKey])
      void queries.invalidateQueries({ queryKey });
  };
}

/** Why the group cannot be deleted now, or nothing. The server decides again. */
export function keptBecause(group: UserGroup, t: GroupTexts): string | undefined {
  if (group.isDefault) return t('delete.default');
  return group.userCount ? t('delete.members', { count: group.userCount }) : undefined;
}

/** "All modules", the only one by name, or how many. `all` is the number of modules of the account. */
export function modulesText({ isDefault, modules = [] }: UserGroup, all: number | undefined, t: GroupTexts): string {
  if (isDefault || (all !== undefined && all > 1 && modules.length >= all)) return t('allModules');
  return modules.length === 1 ? (modules[0]?.name ?? modules[0]!.id) : t('modules', { count: modules.length });
}

export function buyersText({ buyers }: UserGroup, t: GroupTexts): string {
  if (!buyers) return t('allBuyers');
  return buyers.length === 1 ? (buyers[0]?.name ?? buyers[0]!.id) : t('buyers', { count: buyers.length });
}
