import { useLocation } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { type PageEntry, pageAt, useRegistryTexts } from '../registry.ts';
import { accountTypeOf, allows, type Session, useSession } from '../session.ts';
import { EmptyState } from '../ui/states.tsx';
import { moduleNames } from './module-names.ts';
import { useShellTexts } from './texts.ts';

/** Shows the page, or what it takes to see it and who can grant that. The server has the last word on every call. */
export function Guard({ children }: { children: ReactNode }) {
  const session = useSession();
  const { pathname } = useLocation();
  const page = pageAt(pathname);
  if (!page || allows(session, page.permission)) return children;
  return <NeedsAccess page={page} session={session} />;
}

export function NeedsAccess({ page, session }: { page: PageEntry; session: Session }) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const { permission } = page;
  const account = session.account?.name ?? '';
  const type = accountTypeOf(session);
  const title = t('guard.title', { page: say(`page.${page.id}.title`) });
  if (!session.account || typeof permission === 'string') {
    return (
      <EmptyState page icon={Lock} title={title}>
        {t('guard.noAccount')}
      </EmptyState>
    );
  }
  if (type && !permission.types.includes(type)) {
    return (
      <EmptyState page icon={Lock} title={title}>
        {t('guard.detailType', { type })}
      </EmptyState>
    );
  }
  const modules = permission.modules.map((code) => moduleNames[code] ?? code).join(` ${t('guard.or')} `);
  const administrators = session.administrators ?? [];
  return (
    <EmptyState page icon={Lock} title={title}>
      <p>{t('guard.detail', { modules, account })}</p>
      <p className="mt-2">{t(administrators.length > 0 ? 'guard.ask' : 'guard.askAnyone', { account })}</p>
      <ul className="mt-1 font-medium text-ink">
        {administrators.map((person) => (
          <li key={person.id}>{person.name}</li>
        ))}
      </ul>
    </EmptyState>
  );
}
