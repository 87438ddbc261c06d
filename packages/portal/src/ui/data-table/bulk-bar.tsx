import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../button.tsx';
import { useUiTexts } from '../texts.ts';
import { showProblem } from '../toast.tsx';
import type { BulkAction, DataTableProps } from './columns.ts';
import { allRows } from './csv.ts';
import { type TableSearch, writeSort } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { filterOf } from './use-page.ts';
import type { Selection } from './use-selection.ts';

export interface BulkBarProps<T> {
  actions: readonly BulkAction<T>[];
  selection: Selection<T>;
  total: number;
  search: TableSearch;
  props: DataTableProps<T>;
}

// More would be too many single calls from a browser.
const selectMax = 1000;

/** How many are chosen, "select all N", and what can be done with them. */
export function BulkBar<T>({ actions, selection, total, search, props }: BulkBarProps<T>) {
  const t = useTableTexts();
  const say = useUiTexts();
  const [busy, setBusy] = useState<string>();
  const { rows } = selection;

  async function during(id: string, work: () => Promise<unknown>) {
    setBusy(id);
    try {
      await work();
    } catch (error) {
      showProblem(error, say('error.unexpected'));
    } finally {
      setBusy(undefined);
    }
  }
  const selectAll = async () =>
    selection.set(await allRows(props.fetchPage, writeSort(search.state.sort) || undefined, filterOf(props, search.state), selectMax));
  const run = async (action: BulkAction<T>) => (await action.run(rows)) && selection.set([]);

  return (
    <section
      aria-label={t('select.bar')}
      className="flex flex-wrap items-center gap-2 rounded-lg border border-accent/40 bg-accent-soft py-1.5 ps-4 pe-2"
    >
      <span role="status" className="me-2 font-medium text-accent-ink text-sm tabular-nums">
        {t('select.count', { count: rows.length })}
      </span>
      {total > rows.length && total <= selectMax && (
        <Button size="sm" variant="ghost" busy={busy === 'all'} onClick={() => void during('all', selectAll)}>
          {t('select.all', { total })}
        </Button>
      )}
      {actions.map((action) => (
        <Button
          key={action.id}
          size="sm"
          variant={action.danger ? 'danger' : 'secondary'}
          {...(action.icon ? { icon: action.icon } : {})}
          busy={busy === action.id}
          onClick={() => void during(action.id, () => run(action))}
        >
          {action.label}
        </Button>
      ))}
      <IconButton size="sm" icon={X} label={t('select.clear')} className="ms-auto" onClick={() => selection.set([])} />
    </section>
  );
}
