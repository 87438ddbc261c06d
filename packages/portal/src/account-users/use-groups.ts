import { useQuery } from '@tanstack/react-query';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { api, type Page } from '../api.ts';
import { useSession } from '../session.ts';
import { join, quote } from '../ui/data-table/index.ts';

/** Operators see the groups of all accounts, so the account is always part of the question. */
export const ofAccount = (account: string, more?: string): string => join('and', [`eq(account.id,${quote(account)})`, more]) ?? '';

/** The groups of this tab's account for pickers, the default group first. One page: an account has at most a hundred or so. */
export function useGroups() {
  const account = useSession().account?.id ?? '';
  return useQuery({
    queryKey: ['groups', 'picker', account],
    queryFn: ({ signal }) =>
      api.get<Page<UserGroup>>('/public/v1/accounts/user-groups', {
        query: { limit: 100, order: '-isDefault,name' },
        filter: ofAccount(account),
        signal,
      }),
    select: (page) => page.data,
  });
}
