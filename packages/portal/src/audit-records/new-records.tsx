import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { ArrowUp, Pause, Play } from 'lucide-react';
import { useCallback, useState } from 'react';
import { stored } from '../stored.ts';
import { Button, IconButton } from '../ui/button.tsx';
import type { FetchPage } from '../ui/data-table/index.ts';
import { countRecords, fetchRecords } from './fetch-records.ts';
import { useAuditTexts } from './texts.ts';

const paused = stored('tenantry.audit.paused', false);
const everyMs = 10_000;

interface Loaded {
  filter: string | undefined;
  total: number;
}

/** How many records came since the rows on the screen were read. Rows never move by themselves; nothing is asked while the tab is hidden. */
export function useNewRecords(filter: string | undefined, onNewest: boolean): { fetchPage: FetchPage<AuditRecord>; count: number } {
  const [loaded, setLoaded] = useState<Loaded>();
  const fetchPage = useCallback<FetchPage<AuditRecord>>(async (request) => {
    const page = await fetchRecords(request);
    // What came meanwhile stands above the first rows, whichever page is read later.
    if (request.offset === 0) setLoaded({ filter: request.filter, total: page.$meta.pagination.total });
    return page;
  }, []);
  const stopped = paused.use();
  const current = loaded !== undefined && loaded.filter === filter;
  const { data } = useQuery({
    queryKey: ['audit-total', filter],
    queryFn: ({ signal }) => countRecords(filter, signal),
    enabled: onNewest && current && !stopped,
    refetchInterval: everyMs,
    refetchIntervalInBackground: false,
    // Rows and total are fresh together at first.
    initialData: loaded?.total ?? 0,
    gcTime: 0,
  });
  return { fetchPage, count: onNewest && current ? Math.max(0, data - loaded.total) : 0 };
}

export function NewRecords({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useAuditTexts();
  const stopped = paused.use();
  return (
    <span className="flex items-center gap-1.5">
      <span role="status">
        {count > 0 && (
          <Button size="sm" variant="primary" icon={ArrowUp} className="rounded-full" onClick={onShow}>
            {t('live.new', { count })}
          </Button>
        )}
      </span>
      <IconButton icon={stopped ? Play : Pause} label={stopped ? t('live.resume') : t('live.pause')} onClick={() => paused.set(!stopped)} />
    </span>
  );
}
