import { Checkbox } from '../choice.tsx';
import { cx } from '../cx.ts';
import { Menu } from '../menu.tsx';
import { Skeleton } from '../skeleton.tsx';
import type { Column, DataTableProps } from './columns.ts';
import type { RowTable, TableSearch } from './data-table.tsx';
import { HeaderCell } from './header-cell.tsx';
import type { TableState } from './table-search.ts';
import { useTableTexts } from './texts.ts';

export interface GridProps<T extends object> {
  props: DataTableProps<T>;
  columns: readonly Column<T>[];
  table: RowTable<T>;
  search: TableSearch;
  loading: boolean;
}

/** A semantic table. The scroller is `relative`, or hidden labels inside would widen the page. */
export function Grid<T extends object>({ props, columns, table, search, loading }: GridProps<T>) {
  const { width, sort } = search.state;
  const sorted = new Set(sort.map((rule) => rule.path));
  const highlighted = new Set(
    columns.filter((column) => column.properties?.some((property) => sorted.has(property.path))).map((column) => column.id),
  );
  return (
    <div className="relative overflow-x-auto rounded-lg">
      <table
        className={cx(
          'w-full border-separate border-spacing-0 text-sm',
          width === 'screen' && 'table-fixed',
          width === 'content' && 'w-max min-w-full',
        )}
      >
        <GridHead props={props} columns={columns} table={table} search={search} loading={loading} />
        <tbody>
          {loading
            ? Array.from({ length: 5 }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
                <SkeletonRow key={row} cells={columns.length + (props.bulkActions ? 1 : 0) + (props.rowActions ? 1 : 0)} />
              ))
            : table
                .getRowModel()
                .rows.map((row) => (
                  <GridRow key={row.id} props={props} columns={columns} row={row} width={width} highlighted={highlighted} />
                ))}
        </tbody>
      </table>
    </div>
  );
}

interface GridRowProps<T extends object> {
  props: DataTableProps<T>;
  columns: readonly Column<T>[];
  row: SelectableRow & { original: T };
  width: TableState['width'];
  /** Ids of the columns that the rows are sorted by. */
  highlighted: ReadonlySet<string>;
}

function GridRow<T extends object>({ props, columns, row, width, highlighted }: GridRowProps<T>) {
  return (
    <tr className="group hover:bg-hover data-selected:bg-accent-soft/50" data-selected={row.getIsSelected() || undefined}>
      {props.bulkActions && (
        <td className="w-10 border-b ps-4 group-last:border-b-0">
          <SelectRow row={row} name={props.rowLabel(row.original)} />
        </td>
      )}
      {columns.map((column, index) => {
        const Cell = index === 0 ? 'th' : 'td';
        return (
          <Cell
            key={column.id}
            {...(index === 0 ? { scope: 'row' as const } : {})}
            className={cx(
              'h-12 border-b px-3 py-1.5 align-middle font-normal first:ps-4 group-last:border-b-0',
              column.align === 'end' ? 'text-end tabular-nums' : 'text-start',
              width === 'content' && 'whitespace-nowrap',
              width === 'screen' && 'overflow-hidden wrap-anywhere',
              highlighted.has(column.id) && 'bg-ink/3',
            )}
          >
            {column.cell(row.original)}
          </Cell>
        );
      })}
      {props.rowActions && (
        <td className="w-12 border-b pe-3 text-end group-last:border-b-0">
          <RowMenu props={props} row={row.original} />
        </td>
      )}
    </tr>
  );
}

function GridHead<T extends object>({ props, columns, table, search }: GridProps<T>) {
  const t = useTableTexts();
  return (
    <thead>
      <tr>
        {props.bulkActions && (
          <th scope="col" className="w-10 border-b bg-sunken ps-4 text-start">
            <Checkbox
              hideLabel
              label={t('select.page')}
              checked={table.getIsAllPageRowsSelected()}
              indeterminate={!table.getIsAllPageRowsSelected() && table.getIsSomePageRowsSelected()}
              onCheckedChange={(on) => table.toggleAllPageRowsSelected(on)}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} search={search} />
        ))}
        {props.rowActions && (
          <th scope="col" className="w-12 border-b bg-sunken pe-3 text-end">
            <span className="sr-only">{t('actions')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

interface SelectableRow {
  getIsSelected: () => boolean;
  toggleSelected: (on: boolean) => void;
}

export function SelectRow({ row, name }: { row: SelectableRow; name: string }) {
  const t = useTableTexts();
  return (
    <Checkbox hideLabel label={t('select.row', { name })} checked={row.getIsSelected()} onCheckedChange={(on) => row.toggleSelected(on)} />
  );
}

export function RowMenu<T>({ props, row }: { props: DataTableProps<T>; row: T }) {
  const t = useTableTexts();
  return <Menu label={t('rowActions', { name: props.rowLabel(row) })} actions={props.rowActions?.(row) ?? []} />;
}

function SkeletonRow({ cells }: { cells: number }) {
  return (
    <tr>
      {Array.from({ length: cells }, (_, cell) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
        <td key={cell} className="h-12 border-b px-3">
          <Skeleton lines={1} />
        </td>
      ))}
    </tr>
  );
}
