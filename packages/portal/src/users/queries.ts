import { queryOptions } from '@tanstack/react-query';
import type { User } from '@tenantry/contract/users';
import { api } from '../api.ts';

export const userPath = (id: string) => `/public/v1/accounts/users/${id}`;

/** Oneself, with event times and accounts. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id],
    queryFn: ({ signal }) => api.get<User>(userPath(id), { query: { select: 'audit,accounts' }, signal }),
  });

/** The picture's address. It redirects to the picture of the moment, so the revision makes a new one show at once. */
export const pictureOf = (user: User) => `${user.icon}?revision=${user.revision ?? 0}`;
