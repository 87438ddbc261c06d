import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListTree, type LucideIcon, ScrollText, Table2 } from 'lucide-react';
import type { PageSearch } from '../search.ts';
import { cx } from '../ui/cx.ts';
import { tableKey } from '../ui/data-table/index.ts';
import { useTableSearch } from '../ui/data-table/table-search.ts';
import { filterOf } from '../ui/data-table/use-page.ts';
import { EmptyState } from '../ui/states.tsx';
import { NewRecords, useNewRecords } from './new-records.tsx';
import { newestFirst, RecordsTable, recordSearchPaths } from './records-table.tsx';
import { useAuditTexts } from './texts.ts';
import { Timeline } from './timeline.tsx';

const table = 'audit-of-object';
type Look = 'table' | 'timeline';

/** The Audit trail tab of a details page: the records of these objects, as a membership and its person; as a table or as a timeline. */
export function AuditTab({ objectIds }: { objectIds: readonly string[] }) {
  const t = useAuditTexts();
  const queries = useQueryClient();
  const { view } = useSearch({ strict: false }) as PageSearch & { view?: string };
  const timeline = view === 'timeline';
  const baseFilter = `in(object.id,(${objectIds.map((id) => `'${id}'`).join(',')}))`;
  const { state, change } = useTableSearch(false, newestFirst);
  const [first] = state.sort;
  const onNewest = timeline || (state.page === 1 && first?.path === 'timestamp' && first.descending);
  const asked = filterOf({ id: table, fetchPage: never, searchPaths: recordSearchPaths, baseFilter }, state);
  const { fetchPage, count } = useNewRecords(asked, onNewest);
  const live = <NewRecords count={count} onShow={() => void queries.invalidateQueries({ queryKey: tableKey(table) })} />;
  const empty = <EmptyState icon={ScrollText} title={t('noneOfObject')} />;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2" data-print="off">
        <LookSwitch look={timeline ? 'timeline' : 'table'} />
        {timeline && live}
      </div>
      {timeline ? (
        <Timeline
          queryKey={tableKey(table, 'timeline', ...objectIds)}
          filter={asked}
          fetchPage={fetchPage}
          empty={empty}
          {...(state.filter || state.q ? { onUnfilter: () => change({ filter: '', q: '' }) } : {})}
        />
      ) : (
        <RecordsTable
          id={table}
          queryKey={objectIds}
          withObject={false}
          baseFilter={baseFilter}
          fetchPage={fetchPage}
          empty={empty}
          actions={live}
        />
      )}
    </div>
  );
}

const looks: readonly { id: Look; icon: LucideIcon }[] = [
  { id: 'table', icon: Table2 },
  { id: 'timeline', icon: ListTree },
];

/** Held in the address as `?view=timeline`; the table leaves no trace. */
function LookSwitch({ look }: { look: Look }) {
  const t = useAuditTexts();
  const navigate = useNavigate();
  const take = (id: Look) =>
    void navigate({
      to: '.',
      search: ((before: PageSearch) => ({ ...before, page: undefined, view: id === 'table' ? undefined : id })) as never,
      resetScroll: false,
    });
  return (
    <fieldset className="flex rounded-md border border-line-strong bg-sunken p-0.5">
      <legend className="sr-only">{t('timeline.view')}</legend>
      {looks.map(({ id, icon: Icon }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === look}
          onClick={() => take(id)}
          className={cx(
            'flex h-6.5 items-center gap-1.5 rounded px-2.5 font-medium text-sm',
            id === look ? 'bg-surface text-ink shadow-card' : 'text-muted hover:text-ink',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {t(`timeline.${id}`)}
        </button>
      ))}
    </fieldset>
  );
}

const never = (): never => {
  throw new Error('Only the filter is asked for');
};
