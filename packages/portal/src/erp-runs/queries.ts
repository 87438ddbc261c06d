import { queryOptions } from '@tanstack/react-query';
import type { ErpRun, ErpSchedule } from '@tenantry/contract/erp-runs';
import type { Static } from 'typebox';
import { api, type Page } from '../api.ts';
import { buyersPath } from '../parties/paths.ts';
import type { FetchPage } from '../ui/data-table/index.ts';

export const erpRunsPath = '/public/v1/accounts/erp-runs';
export const erpRunsTable = 'erp-runs';
export const newestFirst = '-audit.created.at';

/** Buyers that do not agree with the ERP. */
export const differing = 'in(status,("Mismatch","Conflict"))';

const pace = 1500;

export const isWorking = (run: ErpRun | undefined): boolean => run?.status === 'Queued' || run?.status === 'Running';

export const fetchErpRuns: FetchPage<ErpRun> = ({ filter, signal, ...query }) =>
  api.get<Page<ErpRun>>(erpRunsPath, { query, filter, signal });

/** One reading with the lines that were left out; asked for again while it is under way. */
export const erpRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['erp-run', id],
    queryFn: ({ signal }) =>
      api.get<ErpRun>(`${erpRunsPath}/${encodeURIComponent(id)}`, { query: { select: '+lineErrors,+audit' }, signal }),
    refetchInterval: ({ state }) => (isWorking(state.data) ? pace : false),
  });

/** The newest reading, which is the only one that can be under way. */
export const latestRunQuery = queryOptions({
  queryKey: ['erp-run', 'latest'],
  queryFn: ({ signal }) => api.get<Page<ErpRun>>(erpRunsPath, { query: { limit: 1, order: newestFirst }, signal }),
  refetchInterval: ({ state }) => (isWorking(state.data?.data[0]) ? pace : false),
});

export const erpScheduleQuery = queryOptions({
  queryKey: ['erp-schedule'],
  queryFn: ({ signal }) => api.get<Static<typeof ErpSchedule>>('/public/v1/accounts/erp-schedule', { signal }),
});

export const differingQuery = queryOptions({
  queryKey: ['party', 'differing'],
  queryFn: ({ signal }) => api.get<Page<{ id: string }>>(buyersPath, { query: { limit: 1 }, filter: differing, signal }),
});
