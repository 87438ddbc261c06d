import { queryOptions } from '@tanstack/react-query';
import type { AuditLog } from '@tenantry/contract/audit-log';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { api, type Page } from '../api.ts';

export const auditLogPath = '/public/v1/audit/log';

/** Where anybody reads the log, outside of the API. */
export const publicLog = (): string => `${location.origin}/audit/log`;

const pace = { busy: 1500, calm: 15_000 };

/** Where the log stands; asked for again, often while it is being verified. */
export const auditLogQuery = queryOptions({
  queryKey: ['audit-log'],
  queryFn: ({ signal }) => api.get<AuditLog>(auditLogPath, { signal }),
  refetchInterval: ({ state }) => (state.data?.verification.status === 'Running' ? pace.busy : pace.calm),
  refetchIntervalInBackground: false,
});

/** When the first record was written that this person sees. */
export const oldestRecordQuery = queryOptions({
  queryKey: ['audit-log', 'oldest'],
  queryFn: async ({ signal }) => {
    const query = { limit: 1, order: 'timestamp', select: '-*,+timestamp' };
    const page = await api.get<Page<Pick<AuditRecord, 'timestamp'>>>('/public/v1/audit/records', { query, signal });
    return page.data[0]?.timestamp ?? null;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
