import { queryOptions } from '@tanstack/react-query';
import type { EventType } from '@tenantry/contract/event-types';
import { api, type Page } from '../api.ts';
import type { FetchPage } from '../ui/data-table/index.ts';

const path = '/public/v1/audit/event-types';

export const eventTypesTable = 'event-types';
export const eventTypePath = (id: string) => `${path}/${encodeURIComponent(id)}`;

export const fetchEventTypes: FetchPage<EventType> = ({ filter, signal, ...query }) =>
  api.get<Page<EventType>>(path, { query: { ...query, select: '+audit' }, filter, signal });

export const eventTypeQuery = (id: string) =>
  queryOptions({ queryKey: ['event-type', id], queryFn: ({ signal }) => api.get<EventType>(eventTypePath(id), { signal }) });
