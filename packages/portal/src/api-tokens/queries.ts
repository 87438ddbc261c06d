import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ApiToken, ApiTokenPatch, NewApiToken } from '@tenantry/contract/api-tokens';
import type { Installation } from '@tenantry/contract/installation';
import { api, type Page } from '../api.ts';
import { type PageRequest, tableKey } from '../ui/data-table/index.ts';

export const tokensPath = '/public/v1/accounts/api-tokens';
const one = (id: string, action = '') => `${tokensPath}/${encodeURIComponent(id)}${action}`;

export const tokensTable = 'api-tokens';
export const tokensPage = '/administration/settings/api-tokens';

/** `audit` says who added it and when; lists leave it out unless asked. */
export const fetchTokens = ({ filter, signal, ...query }: PageRequest): Promise<Page<ApiToken>> =>
  api.get<Page<ApiToken>>(tokensPath, { query: { ...query, select: '+audit' }, filter, signal });

export const tokenQuery = (id: string) =>
  queryOptions({
    queryKey: ['api-token', id],
    queryFn: ({ signal }) => api.get<ApiToken>(one(id), { query: { select: '+audit' }, signal }),
    // Programs use it meanwhile: whoever comes back to the page wants to know when last.
    staleTime: 0,
  });

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => api.get<Installation>('/public/v1/installation', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const addToken = (body: NewApiToken) => api.post<ApiToken>(tokensPath, body);

/** Refused when somebody else changed it after `revision`. */
export const updateToken = (id: string, body: ApiTokenPatch, revision: number | undefined) =>
  api.put<ApiToken>(one(id), body, revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } });

export const enableToken = (id: string) => api.post<ApiToken>(one(id, '/enable'));
export const disableToken = (id: string) => api.post<ApiToken>(one(id, '/disable'));
export const deleteToken = (id: string) => api.delete(one(id));

/** The secret itself. Never put into the cache: it lives only as long as it is shown. */
export const revealToken = async (id: string): Promise<string | undefined> => (await api.post<ApiToken>(one(id, '/reveal'))).token;

/** After any change: lists, the token's page and its audit trail. */
export function refreshTokens(queries: QueryClient, id?: string): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: tableKey(tokensTable) }),
    queries.invalidateQueries({ queryKey: tableKey('audit-of-object') }),
    ...(id ? [queries.invalidateQueries({ queryKey: ['api-token', id] })] : []),
  ]);
}
