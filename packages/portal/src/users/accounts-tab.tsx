import type { UserAccount } from '@tenantry/contract/users';
import { Building2 } from 'lucide-react';
import { useMemo } from 'react';
import { api, type Page } from '../api.ts';
import { useSession } from '../session.ts';
import { useSwitchAccount } from '../shell/use-switch-account.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Chip, StatusChip } from '../ui/status-chip.tsx';
import { userPath } from './queries.ts';
import { useProfileTexts } from './texts.ts';

/** The accounts I belong to, what I am in them, and the way there. */
export function AccountsTab({ userId }: { userId: string }) {
  const t = useProfileTexts();
  const current = useSession().account?.id;
  const switchTo = useSwitchAccount();
  const columns = useMemo(() => accountColumns(t, current, switchTo), [t, current, switchTo]);
  const fetchPage: FetchPage<UserAccount> = ({ filter, signal, ...query }) =>
    api.get<Page<UserAccount>>(`${userPath(userId)}/accounts`, { query, filter, signal });
  return (
    <DataTable
      id="my-accounts"
      label={t('accounts.label')}
      columns={columns}
      fetchPage={fetchPage}
      queryKey={[userId]}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name ?? row.id}
      searchPaths={['name', 'id']}
      defaultSort="name"
      empty={<EmptyState icon={Building2} title={t('accounts.empty')} />}
    />
  );
}

const accountColumns = (
  t: ReturnType<typeof useProfileTexts>,
  current: string | undefined,
  switchTo: (id: string) => Promise<boolean>,
): Column<UserAccount>[] => [
  {
    id: 'account',
    header: t('accounts.account'),
    fixed: true,
    properties: [
      { path: 'name', label: t('accounts.name') },
      { path: 'id', label: t('accounts.id'), kind: 'id' },
    ],
    cell: ({ id, name, icon }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={name ?? id} id={id} src={icon} shape="square" />
        <span className="min-w-0">
          <span className="block font-medium wrap-anywhere">{name}</span>
          <code className="block text-2xs text-muted">{id}</code>
        </span>
      </span>
    ),
  },
  {
    id: 'type',
    header: t('accounts.kind'),
    properties: [{ path: 'type', label: t('accounts.kind'), kind: 'choice', values: choices(['Client', 'Vendor', 'Operations']) }],
    cell: ({ type }) => type,
  },
  {
    id: 'groups',
    header: t('accounts.groups'),
    cell: ({ groups = [] }) => (groups.length > 0 ? groups.map((group) => group.name).join(', ') : <Absent />),
  },
  {
    id: 'status',
    header: t('accounts.status'),
    properties: [{ path: 'invitation.status', label: t('accounts.status') }],
    cell: ({ invitation }) => (invitation ? <StatusChip status={invitation.status} /> : <Absent />),
  },
  {
    id: 'switch',
    header: t('accounts.switch'),
    cell: ({ id, name, invitation }) => {
      if (id === current) return <Chip label={t('accounts.current')} tone="info" />;
      if (invitation?.status !== 'Active') return <Absent />;
      return (
        <Button size="sm" aria-label={t('accounts.switchTo', { name })} onClick={() => void switchTo(id)}>
          {t('accounts.switch')}
        </Button>
      );
    },
  },
];

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
