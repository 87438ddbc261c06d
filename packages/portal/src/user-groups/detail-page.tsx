import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { defaultGroupQuery } from '../modules/account-modules.ts';
import type { PageSearch } from '../search.ts';
import { useSession } from '../session.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { ErrorState } from '../ui/states.tsx';
import { Chip } from '../ui/status-chip.tsx';
import type { TabItem } from '../ui/tabs.tsx';
import { DeleteGroup } from './delete-group.tsx';
import { BuyersTab, DetailsTab, GeneralTab, ModulesTab } from './detail-tabs.tsx';
import { EditGroup } from './edit-group.tsx';
import type { GroupStep } from './group-steps.tsx';
import { buyersText, groupQuery, groupsPage, keptBecause, modulesText } from './queries.ts';
import { useGroupTexts } from './texts.ts';
import { UsersTab } from './users-tab.tsx';

const AuditTab = lazy(() => import('../audit-records/audit-tab.tsx').then((module) => ({ default: module.AuditTab })));

/** One group with its tabs; `?open=edit&step=users` opens the wizard. */
export function GroupPage() {
  const t = useGroupTexts();
  const session = useSession();
  const navigate = useNavigate();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { open, step } = useSearch({ strict: false }) as PageSearch & { step?: GroupStep };
  const [deleting, setDeleting] = useState(false);
  const { data: group, error, refetch } = useQuery(groupQuery(id));
  const account = group?.account?.id ?? session.account?.id ?? '';
  const { data: defaultGroup } = useQuery({ ...defaultGroupQuery(account), enabled: account !== '' });

  function show(changes: Readonly<Record<string, unknown>>) {
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, ...changes })) as never, resetScroll: false });
  }
  const edit = (at: GroupStep) => show({ open: 'edit', step: at });

  if (!group) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  return (
    <>
      <DetailPage
        back={{ to: groupsPage, label: t('back') }}
        type={t('type')}
        name={group.name}
        id={group.id}
        picture={`${group.icon}?revision=${group.revision ?? 0}`}
        shape="square"
        chips={group.isDefault && <Chip label={t('default')} tone="info" />}
        edit={{ run: () => edit('general') }}
        actions={[
          {
            id: 'delete',
            label: t('delete.action'),
            icon: Trash2,
            danger: true,
            disabledReason: keptBecause(group, t),
            run: () => setDeleting(true),
          },
        ]}
        strip={[
          { label: t('column.modules'), value: modulesText(group, defaultGroup?.modules?.length, t) },
          { label: t('column.buyers'), value: buyersText(group, t) },
          { label: t('column.users'), value: t('users', { count: group.userCount ?? 0 }) },
        ]}
        tabs={tabsOf({ group, account, t, onChangeUsers: () => edit('users') })}
      />
      {open === 'edit' && (
        <EditGroup account={account} id={group.id} first={step} onClose={() => show({ open: undefined, step: undefined })} />
      )}
      <DeleteGroup
        group={deleting ? group : undefined}
        onClose={() => setDeleting(false)}
        onDeleted={() => navigate({ to: groupsPage as never })}
      />
    </>
  );
}

interface TabContext {
  group: UserGroup;
  account: string;
  t: ReturnType<typeof useGroupTexts>;
  onChangeUsers: () => void;
}

function tabsOf({ group, account, t, onChangeUsers }: TabContext): TabItem[] {
  return [
    { id: 'general', label: t('tab.general'), content: () => <GeneralTab group={group} /> },
    { id: 'modules', label: t('tab.modules'), count: group.modules?.length, content: () => <ModulesTab group={group} /> },
    { id: 'buyers', label: t('tab.buyers'), content: () => <BuyersTab group={group} /> },
    {
      id: 'users',
      label: t('tab.users'),
      count: group.userCount,
      content: () => <UsersTab account={account} group={group} onChangeUsers={onChangeUsers} />,
    },
    { id: 'details', label: t('tab.details'), content: () => <DetailsTab group={group} /> },
    {
      id: 'audit',
      label: t('tab.audit'),
      content: () => (
        <Suspense fallback={<Loading />}>
          <AuditTab objectIds={[group.id]} />
        </Suspense>
      ),
    },
  ];
}
