import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Account } from '@tenantry/contract/accounts';
import { lazy, Suspense } from 'react';
import type { PageSearch } from '../search.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import type { StripItem } from '../ui/panel.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { DetailsTab } from './details-tab.tsx';
import { EditAccount, type EditStep } from './edit-account.tsx';
import { GeneralTab } from './general-tab.tsx';
import { ModulesTab } from './modules-tab.tsx';
import { accountQuery, logoOf } from './queries.ts';
import { useAccountTexts } from './texts.ts';

// With its table it weighs more than the rest of the page.
const AuditTab = lazy(() => import('../audit-records/audit-tab.tsx').then((module) => ({ default: module.AuditTab })));

export interface AccountViewProps {
  id: string;
  back?: { to: string; label: string };
  actions?: (account: Account) => readonly MenuAction[];
}

/** One account with its tabs; `?open=edit&step=address` opens the wizard. */
export function AccountView({ id, back, actions }: AccountViewProps) {
  const t = useAccountTexts();
  const navigate = useNavigate();
  const { open, step } = useSearch({ strict: false }) as PageSearch & { step?: EditStep };
  const { data: account, error, refetch } = useQuery(accountQuery(id));

  function show(changes: Readonly<Record<string, unknown>>) {
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, ...changes })) as never, resetScroll: false });
  }
  const edit = (at: EditStep) => show({ open: 'edit', step: at });

  if (!account) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  return (
    <>
      <DetailPage
        {...(back ? { back } : {})}
        type={t('type')}
        name={account.name}
        id={account.id}
        picture={logoOf(account)}
        shape="square"
        chips={<StatusChip status={account.status} />}
        edit={{ run: () => edit('general') }}
        {...(actions ? { actions: actions(account) } : {})}
        strip={stripOf(account, t)}
        tabs={[
          { id: 'general', label: t('tab.general'), content: () => <GeneralTab account={account} onEdit={edit} /> },
          { id: 'modules', label: t('tab.modules'), content: () => <ModulesTab account={account} /> },
          { id: 'details', label: t('tab.details'), content: () => <DetailsTab account={account} /> },
          {
            id: 'audit',
            label: t('tab.audit'),
            content: () => (
              <Suspense fallback={<Loading />}>
                <AuditTab objectIds={[account.id]} />
              </Suspense>
            ),
          },
        ]}
      />
      {open === 'edit' && <EditAccount account={account} first={step} onClose={() => show({ open: undefined, step: undefined })} />}
    </>
  );
}

function stripOf(account: Account, t: ReturnType<typeof useAccountTexts>): StripItem[] {
  const { type, externalId, externalName, serviceLevel } = account;
  return [
    { label: t('field.kind'), value: t(`kind.${type}`) },
    {
      label: t(`field.externalId.${type}`),
      value: externalId && (
        <>
          <code className="text-xs">{externalId}</code>
          {externalName && <span className="font-normal text-muted"> · {externalName}</span>}
        </>
      ),
      hidden: type === 'Operations' && !externalId,
    },
    {
      label: t('field.serviceLevel'),
      value: serviceLevel,
      hidden: type !== 'Client' || serviceLevel === undefined || serviceLevel === 'NotApplicable',
    },
    { label: t('field.partner'), value: t('yes'), hidden: account.eligibility?.partner !== true },
  ];
}
