import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Installation } from '@tenantry/contract/installation';
import { api } from '../api.ts';

/** Facts that everybody may know, also before signing in: password policy, demo people, links. */
export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => api.get<Installation>('/public/v1/installation', { signal }),
  staleTime: 5 * 60_000,
});

/** Nothing until they are known, or while the server is out of reach: pages work without them. */
export function useInstallation(): Installation | undefined {
  return useQuery(installationQuery).data;
}
