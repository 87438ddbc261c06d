import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Page } from '../../api.ts';
import type { MenuAction } from '../menu.tsx';

/** Decides the operators of the filter builder and the control for the value. */
export type PropertyKind = 'text' | 'id' | 'choice' | 'number' | 'date' | 'boolean';

/** Something that rows can be sorted and filtered by. */
export interface Property {
  /** As the API names it: `audit.created.at`; `groups[].id` asks for any element of a collection. */
  path: string;
  label: string;
  kind?: PropertyKind;
  /** For `choice`. */
  values?: readonly { value: string; label: string }[];
  /** Both true when absent; collections cannot be sorted. */
  sortable?: boolean;
  filterable?: boolean;
}

export interface Column<T> {
  id: string;
  header: string;
  /** What the column shows; its header menu sorts by these. */
  properties?: readonly Property[];
  cell: (row: T) => ReactNode;
  /** Text for exports; absent columns are left out of them. */
  csv?: (row: T) => string | number | null | undefined;
  /** Cannot be hidden. */
  fixed?: boolean;
  /** Hidden until chosen. */
  hidden?: boolean;
  align?: 'end';
  /** Tailwind width for the default size: `w-64`. */
  width?: string;
}

/** What one page needs; hand it to the API as it is. `order` and `filter` are absent when there is nothing to say. */
export interface PageRequest {
  limit: number;
  offset: number;
  /** `name,-audit.created.at` */
  order: string | undefined;
  /** RQL, for the bare part of the query string. */
  filter: string | undefined;
  signal: AbortSignal;
}

export type FetchPage<T> = (request: PageRequest) => Promise<Page<T>>;

export interface BulkAction<T> {
  id: string;
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  /** Gets the chosen rows; the selection is cleared when it resolves to true. */
  run: (rows: readonly T[]) => Promise<boolean> | boolean;
}

export interface DataTableProps<T> {
  /** Key of saved views and of the cache; unique in the portal. */
  id: string;
  /** Accessible name, and the word in "No users match". */
  label: string;
  columns: readonly Column<T>[];
  fetchPage: FetchPage<T>;
  /** Further parts of the cache key, as the id of the object whose rows these are. */
  queryKey?: readonly unknown[];
  rowId: (row: T) => string;
  /** Name of one row, for its checkbox and menu: "Ada Roth". */
  rowLabel: (row: T) => string;
  /** Paths that the Search Query looks into. */
  searchPaths?: readonly string[];
  /** More to sort and filter by than the columns show. */
  properties?: readonly Property[];
  defaultSort?: string;
  rowActions?: (row: T) => readonly MenuAction[];
  bulkActions?: readonly BulkAction<T>[];
  /** Buttons at the right of the toolbar, as Add. */
  actions?: ReactNode;
  /** First-use state, when nothing exists at all. */
  empty?: ReactNode;
  /** State in the component instead of the URL, for tables in dialogs. */
  local?: boolean;
  /** Name of the CSV file without its end; absent: no export. */
  exportName?: string;
  /** Instead of `exportName`: the page's own button for what writes this view down, however long it is. */
  exporter?: (view: { filter: string | undefined; order: string | undefined }) => ReactNode;
  /** A condition that always applies and that nobody sees. */
  baseFilter?: string | undefined;
  /** Parts of the address beside the table's own that a saved view and a link to it hold; always the same array. */
  viewKeys?: readonly string[];
  /** Told which rows are on the screen, and how many there are in all. */
  onRows?: (rows: readonly T[], total: number) => void;
}

/** Everything that can be sorted or filtered by, each path once. */
export function allProperties<T>(columns: readonly Column<T>[], more: readonly Property[] = []): Property[] {
  const byPath = new Map([...columns.flatMap((column) => column.properties ?? []), ...more].map((property) => [property.path, property]));
  return [...byPath.values()];
}

export const isSortable = (property: Property): boolean => (property.sortable ?? true) && !property.path.includes('[]');
