import { queryOptions } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import { api } from '../api.ts';

export const accountsPath = '/public/v1/accounts/accounts';
export const accountPath = (id: string) => `${accountsPath}/${id}`;

/** One account with its event times. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', id],
    queryFn: ({ signal }) => api.get<Account>(accountPath(id), { query: { select: 'audit' }, signal }),
  });

/** The logo's address. It redirects to the picture of the moment, so the revision makes a new one show at once. */
export const logoOf = (account: Account) => `${account.icon}?revision=${account.revision ?? 0}`;
