import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Page } from '../api.ts';
import { Checkbox } from './choice.tsx';
import { Input } from './input.tsx';
import { Skeleton } from './skeleton.tsx';
import { ErrorState } from './states.tsx';
import { useUiTexts } from './texts.ts';

export interface PickerColumn<T> {
  header: string;
  cell: (row: T) => ReactNode;
}

export interface RowPickerProps<T> {
  /** Accessible name of the table and of its search. */
  label: string;
  /** One of them, or several. */
  mode: 'one' | 'many';
  queryKey: readonly unknown[];
  /** Rows that match the text that is looked for; the first fifty are enough. */
  fetchRows: (request: { text: string; limit: number; signal: AbortSignal }) => Promise<Page<T>>;
  /** The first one holds the control; the others stand below it on a phone. */
  columns: readonly PickerColumn<T>[];
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  /** Why this one cannot be chosen; it is shown, but not selectable. */
  blocked?: (row: T) => string | undefined;
  chosen: readonly string[];
  onChoose: (row: T, on: boolean) => void;
  /** Nothing exists at all. */
  empty?: ReactNode;
}

const shownMax = 50;

/** Rows of the API to choose from, found by typing: a table with circles or boxes, for wizards. */
export function RowPicker<T>(props: RowPickerProps<T>) {
  const { label, mode, queryKey, fetchRows, rowId, chosen, onChoose, empty } = props;
  const t = useUiTexts();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const { data, error, refetch } = useQuery({
    queryKey: ['pick', ...queryKey, wanted],
    queryFn: ({ signal }) => fetchRows({ text: wanted, limit: shownMax, signal }),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const rows = data?.data ?? [];
  const total = data?.$meta.pagination.total ?? 0;
  if (data && total === 0 && wanted === '' && empty) return <>{empty}</>;
  const table = <Rows {...props} rows={rows} />;
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-40 flex-1">
          <Input
            icon={Search}
            type="search"
            value={text}
            onValueChange={setText}
            aria-label={t('list.search', { label })}
            placeholder={t('search')}
          />
        </span>
        {mode === 'many' && (
          <span aria-live="polite" className="text-muted text-xs tabular-nums">
            {t('list.selected', { count: chosen.length })}
          </span>
        )}
      </div>
      {!data && <Skeleton lines={6} />}
      {data && total === 0 && <p className="rounded-lg border px-3 py-6 text-center text-muted text-sm">{t('noMatch')}</p>}
      {rows.length > 0 && mode === 'many' && table}
      {rows.length > 0 && mode === 'one' && (
        <RadioGroup
          aria-label={label}
          value={chosen[0] ?? null}
          onValueChange={(id) => {
            const row = rows.find((candidate) => rowId(candidate) === id);
            if (row) onChoose(row, true);
          }}
        >
          {table}
        </RadioGroup>
      )}
      {total > rows.length && <p className="text-muted text-xs">{t('picker.more', { shown: rows.length, total })}</p>}
    </div>
  );
}

function Rows<T>(props: RowPickerProps<T> & { rows: readonly T[] }) {
  const { label, columns, rows, rowId } = props;
  const [first, ...others] = columns;
  return (
    <div className="relative overflow-x-auto rounded-lg border">
      <table aria-label={label} className="w-full border-collapse text-start text-sm">
        <thead className="border-b bg-sunken text-muted text-xs">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {first?.header}
            </th>
            {others.map(({ header }) => (
              <th key={header} scope="col" className="px-3 py-2 text-start font-medium max-sm:hidden">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <PickerRow key={rowId(row)} {...props} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PickerRow<T>(props: RowPickerProps<T> & { row: T }) {
  const { mode, columns, row, rowId, rowName, blocked, chosen, onChoose } = props;
  const [first, ...others] = columns;
  const id = rowId(row);
  const reason = blocked?.(row);
  const disabled = reason !== undefined && !chosen.includes(id);
  return (
    <tr className="align-top hover:bg-hover">
      <th scope="row" className="min-w-48 px-3 py-2 text-start font-normal">
        <span className="flex items-start gap-2.5">
          <span className="mt-2">
            {mode === 'many' ? (
              <Checkbox
                hideLabel
                label={rowName(row)}
                checked={chosen.includes(id)}
                disabled={disabled}
                onCheckedChange={(on) => onChoose(row, on)}
              />
            ) : (
              <Circle value={id} label={rowName(row)} disabled={disabled} />
            )}
          </span>
          <span className="min-w-0 flex-1">
            {first?.cell(row)}
            {reason && <span className="mt-1 block text-warning-ink text-xs">{reason}</span>}
            <span className="mt-1 flex flex-col gap-1 text-muted text-xs sm:hidden">
              {others.map((column) => (
                <span key={column.header} className="flex items-baseline gap-1.5">
                  <span className="shrink-0">{column.header}:</span>
                  <span className="min-w-0">{column.cell(row)}</span>
                </span>
              ))}
            </span>
          </span>
        </span>
      </th>
      {others.map((column) => (
        <td key={column.header} className="px-3 py-2.5 max-sm:hidden">
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Circle({ value, label, disabled }: { value: string; label: string; disabled: boolean }) {
  return (
    <Radio.Root
      value={value}
      aria-label={label}
      disabled={disabled}
      className="flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-checked:border-transparent data-checked:bg-accent data-disabled:opacity-55"
    >
      <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
    </Radio.Root>
  );
}
