import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from '../api.ts';
import { useSession } from '../session.ts';
import { tableKey } from '../ui/data-table/index.ts';
import type { Member } from './member.ts';

export const usersTable = 'users';
export const memberKey = (account: string, id: string) => ['users', 'member', account, id] as const;

export interface Members {
  account: { id: string; name: string };
  /** The collection, without a slash at the end. */
  path: string;
  /** Shows these fields of a member wherever it is on the screen, without asking the server. */
  show: (member: Partial<Member> & { id: string }) => void;
  /** Asks again for everything that a change of a member can have touched. */
  refresh: () => Promise<unknown>;
}

/** Members of this tab's account: where they are, and how the screen follows a change. */
export function useMembers(): Members {
  const queries = useQueryClient();
  const { account } = useSession();
  const id = account?.id ?? '';
  const name = account?.name ?? '';
  return useMemo(
    () => ({
      account: { id, name },
      path: `/public/v1/accounts/accounts/${id}/users`,
      show: (member) => showMember(queries, member),
      refresh: () =>
        Promise.all(
          [['users'], tableKey(usersTable), tableKey('groups'), ['groups']].map((queryKey) => queries.invalidateQueries({ queryKey })),
        ),
    }),
    [queries, id, name],
  );
}

function showMember(queries: QueryClient, change: Partial<Member> & { id: string }): void {
  const merge = (member: Member): Member => (member.id === change.id ? ({ ...member, ...change } as Member) : member);
  queries.setQueriesData<Page<Member>>({ queryKey: tableKey(usersTable) }, (page) => page && { ...page, data: page.data.map(merge) });
  queries.setQueriesData<Member>({ queryKey: ['users', 'member'] }, (member) => member && merge(member));
}
