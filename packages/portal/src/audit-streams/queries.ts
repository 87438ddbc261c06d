import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { AuditStream, AuditStreamPatch, NewAuditStream, Rewind, StreamTest } from '@tenantry/contract/audit-streams';
import { api, type Page } from '../api.ts';
import { type PageRequest, tableKey } from '../ui/data-table/index.ts';

export const streamsPath = '/public/v1/audit/streams';
export const streamsPage = '/administration/settings/audit-streams';
export const streamsTable = 'audit-streams';
const one = (id: string, action = '') => `${streamsPath}/${encodeURIComponent(id)}${action}`;

/** How often a page asks how far a stream is. */
const pace = 3000;

export const fetchStreams = ({ filter, signal, ...query }: PageRequest): Promise<Page<AuditStream>> =>
  api.get<Page<AuditStream>>(streamsPath, { query, filter, signal });

export const streamQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit-stream', id],
    queryFn: ({ signal }) => api.get<AuditStream>(one(id), { query: { select: '+audit' }, signal }),
    staleTime: 0,
    refetchInterval: pace,
  });

export const addStream = (body: NewAuditStream) => api.post<AuditStream>(streamsPath, body);

/** Refused when somebody else changed it after `revision`. */
export const updateStream = (id: string, body: AuditStreamPatch, revision: number | undefined) =>
  api.put<AuditStream>(one(id), body, revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } });

export const enableStream = (id: string) => api.post<AuditStream>(one(id, '/enable'));
export const disableStream = (id: string) => api.post<AuditStream>(one(id, '/disable'));
export const rewindStream = (id: string, body: Rewind) => api.post<AuditStream>(one(id, '/rewind'), body);
export const testStream = (id: string) => api.post<StreamTest>(one(id, '/test'));
export const deleteStream = (id: string) => api.delete(one(id));

/** After any change: lists, the stream's page and its audit trail. */
export function refreshStreams(queries: QueryClient, id?: string): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: tableKey(streamsTable) }),
    queries.invalidateQueries({ queryKey: tableKey('audit-of-object') }),
    ...(id ? [queries.invalidateQueries({ queryKey: ['audit-stream', id] })] : []),
  ]);
}
