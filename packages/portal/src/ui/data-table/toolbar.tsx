import { Download, RotateCw, Search } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../button.tsx';
import { cx } from '../cx.ts';
import { Input } from '../input.tsx';
import { showProblem, showToast } from '../toast.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import type { Column, DataTableProps, Property } from './columns.ts';
import { allRows, download, writeCsv } from './csv.ts';
import { FilterButton } from './filter-button.tsx';
import { SortBox } from './sort-box.tsx';
import { readSort, type TableSearch, writeSort } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { useTextDraft } from './use-draft.ts';
import { filterOf } from './use-page.ts';
import { ViewMenu } from './view-menu.tsx';

export interface ToolbarProps<T> {
  props: DataTableProps<T>;
  /** The visible ones. */
  columns: readonly Column<T>[];
  properties: readonly Property[];
  search: TableSearch;
  busy: boolean;
  hidden: readonly string[];
  onRefresh: () => unknown;
}

/** Views, search, Sort, Filter, Columns, Refresh, Export, and the page's own buttons. */
export function Toolbar<T>({ props, columns, properties, search, busy, hidden, onRefresh }: ToolbarProps<T>) {
  const t = useTableTexts();
  const [exporting, setExporting] = useState(false);
  const { state } = search;
  const [text, setText] = useTextDraft(state.q, (q) => search.change({ q }, true));

  async function exportView() {
    setExporting(true);
    try {
      const rows = await allRows(props.fetchPage, writeSort(state.sort) || undefined, filterOf(props, state));
      download(`${props.exportName}.csv`, writeCsv(columns, rows), 'text/csv;charset=utf-8');
      showToast({ title: t('exported', { count: rows.length }) });
    } catch (error) {
      showProblem(error, t('exportFailed'));
    } finally {
      setExporting(false);
    }
  }

  return (
    <div role="toolbar" aria-label={t('toolbar')} data-print="off" className="flex flex-wrap items-center gap-1.5">
      {!props.local && (
        <ViewMenu
          tableId={props.id}
          search={search}
          defaultSort={readSort(props.defaultSort ?? '')}
          {...(props.viewKeys ? { viewKeys: props.viewKeys } : {})}
        />
      )}
      {props.searchPaths && (
        <div className="min-w-40 flex-1 max-sm:basis-full sm:max-w-64">
          <Input
            type="search"
            icon={Search}
            value={text}
            onValueChange={setText}
            aria-label={t('search', { label: props.label })}
            placeholder={t('search', { label: props.label })}
          />
        </div>
      )}
      <SortBox properties={properties} search={search} />
      <FilterButton properties={properties} search={search} searchPaths={props.searchPaths ?? []} />
      <ColumnChooser columns={props.columns} hidden={hidden} search={search} />
      <IconButton icon={RotateCw} label={t('refresh')} onClick={() => void onRefresh()} className={cx(busy && '[&_svg]:animate-spin')} />
      {props.exportName && <IconButton icon={Download} label={t('export')} busy={exporting} onClick={() => void exportView()} />}
      {props.exporter?.({ filter: filterOf(props, state), order: writeSort(state.sort) || undefined })}
      {props.actions && <div className="ms-auto flex flex-wrap gap-1.5">{props.actions}</div>}
    </div>
  );
}
