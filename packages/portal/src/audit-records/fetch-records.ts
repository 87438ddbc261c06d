import { queryOptions } from '@tanstack/react-query';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { api, type Page } from '../api.ts';
import type { PageRequest } from '../ui/data-table/index.ts';

const path = '/public/v1/audit/records';

/** One page of records, their details with the names filled in. */
export function fetchRecords({ filter, signal, ...query }: PageRequest): Promise<Page<AuditRecord>> {
  return api.get<Page<AuditRecord>>(path, { query, filter: rendered(filter), signal });
}

/** How many records a filter finds. */
export async function countRecords(filter: string | undefined, signal: AbortSignal): Promise<number> {
  const page = await api.get<Page<AuditRecord>>(path, { query: { limit: 0 }, filter, signal });
  return page.$meta.pagination.total;
}

export type Actor = AuditRecord['actor'];

/** The actors of the latest records that a filter finds, without the rest of the records. */
export async function fetchActors(limit: number, filter: string | undefined, signal: AbortSignal): Promise<Actor[]> {
  const query = { limit, order: '-timestamp', select: '-*,+actor' };
  const page = await api.get<Page<Pick<AuditRecord, 'actor'>>>(path, { query, filter, signal });
  return page.data.map(({ actor }) => actor);
}

/** One record; it never changes, so a row that is already here is as good as a new answer. */
export const recordQuery = (id: string, known?: AuditRecord) =>
  queryOptions({
    queryKey: ['audit-record', id],
    queryFn: ({ signal }) => api.get<AuditRecord>(`${path}/${encodeURIComponent(id)}`, { filter: 'render()', signal }),
    staleTime: Number.POSITIVE_INFINITY,
    ...(known ? { initialData: known } : {}),
  });

const rendered = (filter: string | undefined): string => (filter ? `${filter}&render()` : 'render()');
