import { useLocation, useNavigate } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { pageOf } from '../registry.ts';
import type { PageSearch } from '../search.ts';
import { allows, useSession } from '../session.ts';
import { IconButton } from '../ui/button.tsx';
import { writeSlots } from './quick-filter.ts';
import { useAuditTexts } from './texts.ts';
import { trailSearch } from './trail-search.ts';

/** Leads from a record to all that share this with it. In the trail itself the other filters stay. */
export function OnlyButton({ slot, value }: { slot: 'actor' | 'object' | 'event' | 'ip'; value: string }) {
  const t = useAuditTexts();
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { path, permission } = pageOf('audit-trail');
  if (!allows(session, permission)) return null;
  function narrow() {
    const search = (before: PageSearch) =>
      pathname === path
        ? { ...before, page: undefined, record: undefined, filter: writeSlots(before.filter ?? '', { [slot]: value }) }
        : trailSearch({ [slot]: value }, session);
    void navigate({ to: path as never, search: search as never });
  }
  return <IconButton size="sm" icon={ListFilter} label={t(`detail.only.${slot}`)} onClick={narrow} />;
}
