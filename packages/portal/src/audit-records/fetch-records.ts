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

/** One part of the latest records that a filter finds, without the rest of them. */
export async function fetchPart<K extends 'actor' | 'object' | 'request'>(
  part: K,
  limit: number,
  filter: string | undefined,
  signal: AbortSignal,
): Promise<AuditRecord[K][]> {
  const query = { limit, order: '-timestamp', select: `-*,+${part}` };
  const page = await api.get<Page<Pick<AuditRecord, K>>>(path, { query, filter, signal });
  return page.data.map((record) => record[part]);
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
