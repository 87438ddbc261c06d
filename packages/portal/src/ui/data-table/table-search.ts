import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { PageSearch } from '../../search.ts';

export const pageSizes = [5, 10, 25, 50, 100] as const;
export const defaultSize = 10;

export interface SortRule {
  path: string;
  descending: boolean;
}

export interface TableState {
  page: number;
  size: number;
  sort: readonly SortRule[];
  /** RQL text, as in the URL. */
  filter: string;
  q: string;
  /** Absent: as the columns say. */
  hidden: readonly string[] | undefined;
  width: 'default' | 'content' | 'screen';
  /** The page's own parts of the view, by the name that they have in the address. */
  more: Readonly<Record<string, string>>;
}

export interface TableSearch {
  state: TableState;
  /** Changes the state; anything but page and columns leads back to the first page. `typing` replaces the history entry. */
  change: (patch: Partial<TableState>, typing?: boolean) => void;
}

/** State of a table, held in the query string (or here, for tables in dialogs). Defaults leave no trace in the URL. */
export function useTableSearch(local: boolean, defaultSort = '', viewKeys: readonly string[] = noKeys): TableSearch {
  const navigate = useNavigate();
  const fromUrl = useSearch({ strict: false }) as PageSearch;
  const [own, setOwn] = useState<PageSearch>({});
  const search = local ? own : fromUrl;
  const state = useMemo(() => readState(search, defaultSort, viewKeys), [search, defaultSort, viewKeys]);

  const change = useCallback(
    (patch: Partial<TableState>, typing = false) => {
      const apply = (before: PageSearch): PageSearch => ({ ...before, ...writeState(patch, before, defaultSort, viewKeys) });
      if (local) setOwn(apply);
      else void navigate({ to: '.', search: apply as never, replace: typing, resetScroll: false });
    },
    [local, navigate, defaultSort, viewKeys],
  );
  return { state, change };
}

const noKeys: readonly string[] = [];

function readState(search: PageSearch, defaultSort: string, viewKeys: readonly string[]): TableState {
  return {
    page: search.page ?? 1,
    size: pageSizes.find((size) => size === search.size) ?? defaultSize,
    sort: readSort(search.sort ?? defaultSort),
    filter: search.filter ?? '',
    q: search.q ?? '',
    hidden: search.cols?.split(',').filter(Boolean),
    width: search.width ?? 'default',
    more: Object.fromEntries(viewKeys.filter((key) => search[key]).map((key) => [key, String(search[key])])),
  };
}

function writeState(patch: Partial<TableState>, before: PageSearch, defaultSort: string, viewKeys: readonly string[]): PageSearch {
  const keepsPage = Object.keys(patch).every((key) => key === 'page' || key === 'hidden' || key === 'width');
  const sort = patch.sort && writeSort(patch.sort);
  return {
    page: keepsPage ? ('page' in patch ? trace(patch.page, 1) : before.page) : undefined,
    ...('size' in patch ? { size: trace(patch.size, defaultSize) } : {}),
    // An emptied sort must differ from "not said", or the default would come back.
    ...('sort' in patch ? { sort: sort === defaultSort ? undefined : sort || '-' } : {}),
    ...('filter' in patch ? { filter: patch.filter || undefined } : {}),
    ...('q' in patch ? { q: patch.q || undefined } : {}),
    ...('hidden' in patch ? { cols: patch.hidden && (patch.hidden.join(',') || ',') } : {}),
    ...('width' in patch ? { width: patch.width === 'default' ? undefined : patch.width } : {}),
    ...(patch.more ? Object.fromEntries(viewKeys.map((key) => [key, patch.more?.[key]])) : {}),
  } as PageSearch;
}

function trace<T>(value: T, usual: T): T | undefined {
  return value === usual ? undefined : value;
}

export function readSort(text: string): SortRule[] {
  return text
    .split(',')
    .filter((part) => part.length > 0 && part !== '-')
    .map((part) => ({ path: part.replace(/^[-+]/, ''), descending: part.startsWith('-') }));
}

export function writeSort(rules: readonly SortRule[]): string {
  return rules.map((rule) => `${rule.descending ? '-' : ''}${rule.path}`).join(',');
}

/** What the address says of a view: a link to it shows the same to whoever may see it. */
export function viewSearch(search: PageSearch, viewKeys: readonly string[] = noKeys): PageSearch {
  const kept = new Set(['tab', 'size', 'sort', 'filter', 'q', 'cols', 'width', ...viewKeys]);
  return Object.fromEntries(Object.entries(search).filter(([name]) => kept.has(name)));
}
