import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PageSearch } from '../search.ts';

export type AuditSearch = PageSearch & { range?: string; accounts?: string };

/** What a view of the trail holds beside the table's own state. */
export const auditViewKeys: readonly string[] = ['range', 'accounts'];

export interface AuditView {
  filter: string;
  q: string;
  range: string | undefined;
  /** For operators: `all`, or the account whose trail it is; theirs when absent. */
  accounts: string | undefined;
  change: (patch: { filter?: string; q?: string; range?: string | undefined; accounts?: string | undefined }) => void;
}

/** The parts of the address that the quick filters own; a change leads back to the first page. */
export function useAuditSearch(): AuditView {
  const navigate = useNavigate();
  const { filter = '', q = '', range, accounts } = useSearch({ strict: false }) as AuditSearch;
  const change: AuditView['change'] = (patch) => {
    const apply = (before: AuditSearch) => ({
      ...before,
      page: undefined,
      ...patch,
      ...(patch.filter === '' ? { filter: undefined } : {}),
      ...(patch.q === '' ? { q: undefined } : {}),
    });
    void navigate({ to: '.', search: apply as never, resetScroll: false });
  };
  return { filter, q, range, accounts, change };
}
