import { queryOptions } from '@tanstack/react-query';
import type { AuditSettings } from '@tenantry/contract/audit-settings';
import { api } from '../api.ts';

export const settingsPath = '/public/v1/audit/settings';

export const auditSettingsQuery = queryOptions({
  queryKey: ['audit-settings'],
  queryFn: ({ signal }) => api.get<AuditSettings>(settingsPath, { signal }),
});

/** What a choice would erase at the next run; stores nothing. */
export const tryRetention = (retentionDays: number | null) => api.post<AuditSettings>(`${settingsPath}/validate`, { retentionDays });
