import { Skeleton } from '../skeleton.tsx';
import type { Column, DataTableProps } from './columns.ts';
import type { RowTable } from './data-table.tsx';
import { RowMenu, SelectRow } from './grid.tsx';

export interface CardsProps<T extends object> {
  props: DataTableProps<T>;
  columns: readonly Column<T>[];
  table: RowTable<T>;
  loading: boolean;
}

/** The table below 640 px: each row as a list of labels and values instead of sideways scrolling. */
export function Cards<T extends object>({ props, columns, table, loading }: CardsProps<T>) {
  const [title, ...rest] = columns;
  if (loading || !title) return <Skeleton lines={8} className="p-4" />;
  return (
    <ul aria-label={props.label} className="divide-y">
      {table.getRowModel().rows.map((row) => (
        <li key={row.id} className="flex flex-col gap-2 px-3.5 py-3">
          <div className="flex items-start gap-3">
            {props.bulkActions && <SelectRow row={row} name={props.rowLabel(row.original)} />}
            <div className="min-w-0 flex-1 text-sm">{title.cell(row.original)}</div>
            {props.rowActions && <RowMenu props={props} row={row.original} />}
          </div>
          <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
            {rest.map((column) => (
              <div key={column.id} className="contents">
                <dt className="text-muted text-xs leading-5">{column.header}</dt>
                <dd className="min-w-0 wrap-anywhere">{column.cell(row.original)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
