import { useQueries } from '@tanstack/react-query';
import type { ImportRow, UserImport } from '@tenantry/contract/user-imports';
import { api, type Page } from '../api.ts';
import { filterFor, type OutcomePart } from './outcome-bar.tsx';
import { importKey, useImportsPath } from './use-imports.ts';

const after = ['created', 'skipped'] as const;

/** The outcomes with their numbers. What was to be created becomes created or skipped, row by row, and is counted by the server. */
export function useParts(batch: UserImport): OutcomePart[] {
  const path = useImportsPath();
  const { status, counts } = batch;
  const answers = useQueries({
    queries: after.map((outcome) => ({
      queryKey: [...importKey(batch.id), 'count', outcome, status, counts.done],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Page<ImportRow>>(`${path}/${batch.id}/rows`, { query: { limit: 0 }, filter: filterFor(outcome), signal }),
      enabled: status !== 'Checked',
    })),
  });
  const [created, skipped] = answers.map((answer) => answer.data?.$meta.pagination.total ?? 0);
  return [
    { outcome: 'create', count: Math.max(0, counts.create - counts.done) },
    { outcome: 'created', count: created ?? 0 },
    { outcome: 'member', count: counts.member },
    { outcome: 'duplicate', count: counts.duplicate },
    { outcome: 'skipped', count: skipped ?? 0 },
    { outcome: 'error', count: counts.error },
  ];
}
