import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ErpRun } from '@tenantry/contract/erp-runs';
import { useEffect, useRef } from 'react';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { showToast } from '../ui/toast.tsx';
import { erpScheduleQuery, isWorking, latestRunQuery } from './queries.ts';
import { useErpRunTexts } from './texts.ts';

/** The newest reading. While it is under way it is followed, and its end is said: it may have changed any buyer. */
export function useLatestRun(): ErpRun | undefined {
  const t = useErpRunTexts();
  const queries = useQueryClient();
  const partiesChanged = usePartiesChanged();
  const { data } = useQuery(latestRunQuery);
  const run = data?.data[0];
  const before = useRef<ErpRun>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = run;
    if (!was || !run || (was.id === run.id && was.status === run.status)) return;
    partiesChanged();
    void queries.invalidateQueries({ queryKey: erpScheduleQuery.queryKey });
    if (was.id !== run.id || run.status === 'Queued' || run.status === 'Running' || !isWorking(was)) return;
    showToast({ title: t(`ended.${run.status}`), ...(run.status === 'Failed' ? { tone: 'danger' as const } : {}) });
  }, [run, partiesChanged, queries, t]);
  return run;
}
