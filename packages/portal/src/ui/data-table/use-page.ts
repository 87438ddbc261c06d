import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DataTableProps } from './columns.ts';
import { containsAny, join } from './rql-text.ts';
import { type TableState, writeSort } from './table-search.ts';

type Source<T> = Pick<DataTableProps<T>, 'id' | 'queryKey' | 'fetchPage' | 'searchPaths' | 'baseFilter'>;

/** The RQL of filter, free text and base condition together. */
export function filterOf<T>({ searchPaths = [], baseFilter }: Source<T>, { filter, q }: TableState): string | undefined {
  return join('and', [baseFilter, filter, q.trim() && searchPaths.length > 0 ? containsAny(searchPaths, q.trim()) : undefined]);
}

/** Cache key of all pages of a table: invalidate it after a change. */
export const tableKey = (id: string, ...more: readonly unknown[]): readonly unknown[] => ['table', id, ...more];

/** One page of the table; while another one is on its way the old rows stay. */
export function usePage<T>(source: Source<T>, state: TableState) {
  const request = {
    limit: state.size,
    offset: (state.page - 1) * state.size,
    order: writeSort(state.sort) || undefined,
    filter: filterOf(source, state),
  };
  return useQuery({
    queryKey: [...tableKey(source.id, ...(source.queryKey ?? [])), request],
    queryFn: ({ signal }) => source.fetchPage({ ...request, signal }),
    placeholderData: keepPreviousData,
  });
}
