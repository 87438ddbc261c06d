import { useQuery } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { defaultGroupQuery } from '../modules/account-modules.ts';
import { ModuleList } from '../modules/module-list.tsx';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { ChangeModules } from './change-modules.tsx';
import { useAccountTexts } from './texts.ts';

/** What the platform owner has enabled: the modules of the default group. */
export function ModulesTab({ account }: { account: Account }) {
  const t = useAccountTexts();
  // Groups belong to Access management, this page to Account management; one may hold only the second.
  const session = useSession();
  const [changing, setChanging] = useState(false);
  const readsGroups = session.modules.some((module) => module.code === 'access-management');
  const { data, error, refetch } = useQuery({ ...defaultGroupQuery(account.id), enabled: readsGroups });
  if (!readsGroups) return <Notice>{t('modules.needs')}</Notice>;
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <section id="modules" className="scroll-mt-24 rounded-lg">
      <div className="mb-2 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-3xl text-muted text-sm">{t('modules.intro')}</p>
        {session.isOperator && data && (
          <Button icon={Pencil} onClick={() => setChanging(true)}>
            {t('modules.change')}
          </Button>
        )}
      </div>
      {data === undefined ? <Skeleton lines={6} /> : <ModuleList label={t('modules.label')} modules={data?.modules ?? []} />}
      {changing && data && <ChangeModules account={account} group={data} onClose={() => setChanging(false)} />}
    </section>
  );
}
