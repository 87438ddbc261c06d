import { queryOptions } from '@tanstack/react-query';
import type { Reference } from '@tenantry/contract/fields';
import { moduleCodeOf, moduleFacts } from '@tenantry/contract/modules';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { api, type Page } from '../api.ts';
import { useModuleTexts } from './texts.ts';

/** The default group of an account: its modules are the account's, because the catalogue itself is for operators only. */
export const defaultGroupQuery = (account: string) =>
  queryOptions({
    queryKey: ['default-group', account],
    queryFn: async ({ signal }) => {
      const filter = `and(eq(isDefault,true),eq(account.id,"${account}"))`;
      const page = await api.get<Page<UserGroup>>('/public/v1/accounts/user-groups', { query: { limit: 1 }, filter, signal });
      return page.data[0] ?? null;
    },
  });

export interface DescribedModule {
  id: string;
  name: string;
  description: string;
}

/** Says of references to modules what each is for; a module that this portal does not know yet has no description. */
export function useDescribedModules(): (references: readonly Reference[] | undefined) => DescribedModule[] {
  const t = useModuleTexts();
  return (references = []) =>
    references.map(({ id, name }) => {
      const code = moduleCodeOf(id);
      return { id, name: name ?? id, description: code ? t(`description.${code}`) : '' };
    });
}

/** Whether one of these modules honours the buyer scope of a group. */
export const honoursBuyers = (modules: readonly string[]): boolean =>
  modules.some((id) => {
    const code = moduleCodeOf(id);
    return code !== undefined && moduleFacts[code].buyerScope === true;
  });
