import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useEffect, useMemo } from 'react';
import { ErrorState } from '../states.tsx';
import { useMedia } from '../use-media.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Cards } from './cards.tsx';
import { allProperties, type DataTableProps } from './columns.ts';
import { Grid } from './grid.tsx';
import { NothingToShow } from './nothing.tsx';
import { Pager } from './pager.tsx';
import { type TableSearch, useTableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { Toolbar } from './toolbar.tsx';
import { usePage } from './use-page.ts';
import { useSelection } from './use-selection.ts';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

/** Rows of the API with sort, filter, columns, pages, selection and export; its whole state is a link. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const search = useTableSearch(props.local ?? false, props.defaultSort, props.viewKeys);
  const t = useTableTexts();
  const { columns, onRows } = props;
  const { state } = search;
  const query = usePage(props, state);
  const rows = query.data?.data ?? (none as T[]);
  const total = query.data?.$meta.pagination.total;
  useEffect(() => {
    if (total !== undefined && !query.isPlaceholderData) onRows?.(rows, total);
  }, [onRows, rows, total, query.isPlaceholderData]);
  const selection = useSelection(props, rows);
  const narrow = useMedia('(max-width: 639px)');
  const properties = useMemo(() => allProperties(columns, props.properties), [columns, props.properties]);
  const hidden = state.hidden ?? columns.filter((column) => column.hidden).map((column) => column.id);
  const table = useTable({
    features,
    data: rows,
    columns: useMemo(() => columns.map((column) => ({ id: column.id, header: column.header, enableHiding: !column.fixed })), [columns]),
    getRowId: props.rowId,
    state: {
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, column.fixed === true || !hidden.includes(column.id)])),
      rowSelection: selection.state,
    },
    onRowSelectionChange: selection.onChange,
  });
  const visible = columns.filter((column) => table.getColumn(column.id)?.getIsVisible());
  const busy = query.isFetching;
  let body: ReactNode;
  if (query.isError && rows.length === 0) body = <ErrorState error={query.error} onRetry={query.refetch} />;
  else if (total !== undefined && rows.length === 0) body = <NothingToShow search={search} total={total} empty={props.empty} />;
  else if (narrow) body = <Cards props={props} columns={visible} table={table} loading={!query.data} />;
  else body = <Grid props={props} columns={visible} table={table} search={search} loading={!query.data} />;

  return (
    <section aria-label={props.label} aria-busy={busy} className="flex min-w-0 flex-col gap-2.5">
      <Toolbar
        props={props}
        columns={visible}
        properties={properties}
        search={search}
        busy={busy}
        onRefresh={query.refetch}
        hidden={hidden}
      />
      {selection.rows.length > 0 && (
        <BulkBar actions={props.bulkActions ?? []} selection={selection} total={total ?? 0} search={search} props={props} />
      )}
      {query.isError && rows.length > 0 && <ErrorState error={query.error} onRetry={query.refetch} />}
      <div className="relative min-w-0 rounded-lg border bg-surface">
        {busy && query.data && <Progress />}
        {body}
      </div>
      <p role="status" className="sr-only">
        {busy && !query.data ? t('loading', { label: props.label }) : ''}
      </p>
      {total !== undefined && <Pager search={search} total={total} shown={rows.length} pending={query.isPlaceholderData} />}
    </section>
  );
}

const none: never[] = [];

/** The table that rendering parts get. */
export type RowTable<T extends object> = ReturnType<typeof useTable<typeof features, T>>;
export type { TableSearch };

// A line, and no dimming: the old rows stay readable, also for those who need contrast, while the new ones are on their way.
function Progress() {
  return (
    <span aria-hidden className="absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden rounded-t-lg">
      <span className="block h-full w-1/3 animate-[slide_1s_linear_infinite] bg-accent" />
    </span>
  );
}
