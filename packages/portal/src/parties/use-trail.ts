import { useNavigate } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { trailPath, trailSearch } from '../audit-records/trail-search.ts';
import { pageOf } from '../registry.ts';
import { allows, useSession } from '../session.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { usePartyTexts } from './texts.ts';

/** For what has no page, and so no tab, of its own: leads to its records in the trail. */
export function useTrail(): (id: string) => MenuAction {
  const t = usePartyTexts();
  const session = useSession();
  const navigate = useNavigate();
  return (id) => ({
    id: 'trail',
    label: t('trail'),
    icon: ScrollText,
    hidden: !allows(session, pageOf('audit-trail').permission),
    run: () => void navigate({ to: trailPath as never, search: trailSearch({ object: id }, session) as never }),
  });
}
