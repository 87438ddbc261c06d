import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { type ReactNode, useMemo } from 'react';
import { Button } from '../ui/button.tsx';
import type { FetchPage } from '../ui/data-table/index.ts';
import { useRegional } from '../ui/date-time.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { newestFirst } from './records-table.tsx';
import { useAuditTexts } from './texts.ts';
import { byDay } from './timeline-days.ts';
import { TimelineEntry } from './timeline-entry.tsx';
import { useNeighbours, useOpenRecord } from './use-open-record.ts';

const step = 25;

export interface TimelineProps {
  queryKey: readonly unknown[];
  filter: string | undefined;
  fetchPage: FetchPage<AuditRecord>;
  empty: ReactNode;
  /** There when a filter of the table narrows it: nothing here would show it otherwise. */
  onUnfilter?: () => void;
}

/** What happened to an object, newest first, day by day: who, what, when, and the fields before and after. */
export function Timeline({ queryKey, filter, fetchPage, empty, onUnfilter }: TimelineProps) {
  const t = useAuditTexts();
  const regional = useRegional();
  const record = useOpenRecord();
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [...queryKey, filter],
    queryFn: ({ pageParam, signal }) => fetchPage({ limit: step, offset: pageParam, order: newestFirst, filter, signal }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => (all.length * step < page.$meta.pagination.total ? all.length * step : undefined),
    placeholderData: keepPreviousData,
  });
  // A record that came between two pages moves the others on, and one of them comes twice.
  const rows = useMemo(() => [...new Map(data?.pages.flatMap((page) => page.data).map((row) => [row.id, row])).values()], [data]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const total = data?.pages.at(-1)?.$meta.pagination.total ?? 0;
  const neighbours = useNeighbours({ ids, total, offset: 0, turn: () => void fetchNextPage() }, record);
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton lines={8} />;
  return (
    <section aria-label={t('timeline.label')} aria-busy={isFetching} className="flex min-w-0 flex-col gap-3">
      {onUnfilter && (
        <Notice
          action={
            <Button size="sm" onClick={onUnfilter}>
              {t('timeline.clear')}
            </Button>
          }
        >
          {t('timeline.filtered')}
        </Notice>
      )}
      {rows.length === 0 && (onUnfilter ? <EmptyState title={t('timeline.noMatch')} /> : empty)}
      {byDay(rows, regional).map(({ day, records }) => (
        <Day key={day} day={day} records={records} onOpen={record.show} />
      ))}
      {error && <ErrorState error={error} onRetry={refetch} />}
      {rows.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('timeline.more')}
            </Button>
          )}
          <p className="text-muted text-xs tabular-nums">{t('timeline.shown', { shown: rows.length, total })}</p>
        </div>
      )}
      {record.id && (
        <RecordDialog
          id={record.id}
          known={rows.find((row) => row.id === record.id)}
          neighbours={neighbours}
          onClose={() => record.show(undefined)}
        />
      )}
    </section>
  );
}

function Day({ day, records, onOpen }: { day: string; records: readonly AuditRecord[]; onOpen: (id: string) => void }) {
  const t = useAuditTexts();
  const name = day === 'today' || day === 'yesterday' ? t(`timeline.${day}`) : day;
  return (
    <section className="min-w-0">
      <h2 className="mb-1.5 font-semibold text-sm">{name}</h2>
      <ol className="rounded-lg border">
        {records.map((record) => (
          <TimelineEntry key={record.id} record={record} onOpen={() => onOpen(record.id)} />
        ))}
      </ol>
    </section>
  );
}
