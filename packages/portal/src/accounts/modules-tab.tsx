import { useQuery } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import { defaultGroupQuery } from '../modules/account-modules.ts';
import { ModuleList } from '../modules/module-list.tsx';
import { useSession } from '../session.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useAccountTexts } from './texts.ts';

/** What the platform owner has enabled: the modules of the default group. */
export function ModulesTab({ account }: { account: Account }) {
  const t = useAccountTexts();
  // Groups belong to Access management, this page to Account management; one may hold only the second.
  const readsGroups = useSession().modules.some((module) => module.code === 'access-management');
  const { data, error, refetch } = useQuery({ ...defaultGroupQuery(account.id), enabled: readsGroups });
  if (!readsGroups) return <Notice>{t('modules.needs')}</Notice>;
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <section id="modules" className="scroll-mt-24 rounded-lg">
      <p className="mb-2 max-w-3xl text-muted text-sm">{t('modules.intro')}</p>
      {data === undefined ? <Skeleton lines={6} /> : <ModuleList label={t('modules.label')} modules={data?.modules ?? []} />}
    </section>
  );
}
