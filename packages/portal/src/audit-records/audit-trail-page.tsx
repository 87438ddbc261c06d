import { useQueryClient } from '@tanstack/react-query';
import { History, ScrollText, ShieldCheck } from 'lucide-react';
import { useMemo } from 'react';
import { pageOf } from '../registry.ts';
import { type Session, useSession } from '../session.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { join, quote, tableKey } from '../ui/data-table/index.ts';
import { useTableSearch } from '../ui/data-table/table-search.ts';
import { filterOf } from '../ui/data-table/use-page.ts';
import { Link } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { NewRecords, useNewRecords } from './new-records.tsx';
import { QuickFilters } from './quick-filters.tsx';
import { newestFirst, RecordsTable, recordSearchPaths } from './records-table.tsx';
import { useAuditTexts } from './texts.ts';
import { isRange, rangeFilter } from './time-range.ts';
import { auditViewKeys, useAuditSearch } from './use-audit-search.ts';

const table = 'audit-trail';

/** Everything that happened in the account. */
export function AuditTrailPage() {
  const t = useAuditTexts();
  const session = useSession();
  const queries = useQueryClient();
  const { range, accounts, change } = useAuditSearch();
  const since = useMemo(() => (isRange(range) ? rangeFilter(range, Date.now()) : undefined), [range]);
  const baseFilter = join('and', [accountFilter(session, accounts), since]);
  const { state } = useTableSearch(false, newestFirst);
  const [first] = state.sort;
  const onNewest = state.page === 1 && first?.path === 'timestamp' && first.descending;
  // The same text that the table sends.
  const asked = filterOf({ id: table, fetchPage: never, searchPaths: recordSearchPaths, baseFilter }, state);
  const { fetchPage, count } = useNewRecords(asked, onNewest);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Link plain to={pageOf('audit-settings').path} className={buttonClass('secondary')}>
              <History aria-hidden className="size-4" />
              {t('keep')}
            </Link>
            <Link plain to={pageOf('audit-log').path} className={buttonClass('secondary')}>
              <ShieldCheck aria-hidden className="size-4" />
              {t('integrity')}
            </Link>
          </>
        }
      />
      <QuickFilters />
      <RecordsTable
        id={table}
        withObject
        baseFilter={baseFilter}
        viewKeys={auditViewKeys}
        fetchPage={fetchPage}
        actions={<NewRecords count={count} onShow={() => void queries.invalidateQueries({ queryKey: tableKey(table) })} />}
        empty={
          since ? (
            <EmptyState
              icon={ScrollText}
              title={t('noneInRange')}
              action={<Button onClick={() => change({ range: undefined })}>{t('allTimes')}</Button>}
            />
          ) : (
            <EmptyState icon={ScrollText} title={t('none')}>
              {t('noneDetail')}
            </EmptyState>
          )
        }
      />
    </>
  );
}

// Others see only their account's records anyway; for them the condition would only cost time.
function accountFilter(session: Session, accounts: string | undefined): string | undefined {
  if (!session.isOperator || accounts === 'all' || !session.account) return undefined;
  const account = quote(accounts ?? session.account.id);
  // Its own records by their index; those of people and their sessions, which are no account's, by who sees them.
  return `or(eq(account.id,${account}),and(eq(account.id,''),any(viewers,eq(id,${account}))))`;
}

const never = (): never => {
  throw new Error('Only the filter is asked for');
};
