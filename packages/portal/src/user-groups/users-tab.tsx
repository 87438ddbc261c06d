import type { AccountUser } from '@tenantry/contract/account-users';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { UserMinus, UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type Page } from '../api.ts';
import { ObjectLink } from '../object-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../ui/data-table/index.ts';
import { EmptyState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { showToast } from '../ui/toast.tsx';
import { membersPath, useGroupsChanged } from './queries.ts';
import { type GroupTexts, useGroupTexts } from './texts.ts';

export interface UsersTabProps {
  account: string;
  group: UserGroup;
  /** Opens the wizard at its Users step. */
  onChangeUsers: () => void;
}

const nameOf = ({ user }: AccountUser) => user.name ?? user.email ?? user.id;

/** Who is in the group; each can be taken out of it. */
export function UsersTab({ account, group, onChangeUsers }: UsersTabProps) {
  const t = useGroupTexts();
  const changed = useGroupsChanged();
  const [leaving, setLeaving] = useState<AccountUser>();
  const columns = useMemo(() => userColumns(t), [t]);

  async function remove(person: AccountUser) {
    await api.delete(`${membersPath(account)}/${person.user.id}/groups/${group.id}`);
    showToast({ title: t('usersTab.removed', { name: nameOf(person), group: group.name }) });
    changed();
  }

  const change = <Button onClick={onChangeUsers}>{t('usersTab.change')}</Button>;
  return (
    <>
      <DataTable
        id="group-users"
        queryKey={[group.id]}
        label={t('tab.users')}
        columns={columns}
        fetchPage={({ filter, signal, ...query }) => api.get<Page<AccountUser>>(membersPath(account), { query, filter, signal })}
        baseFilter={`any(groups,eq(id,"${group.id}"))`}
        rowId={(person) => person.id}
        rowLabel={nameOf}
        searchPaths={['user.name', 'user.email', 'user.id']}
        defaultSort="user.name"
        rowActions={(person) => [
          {
            id: 'remove',
            label: t('usersTab.remove'),
            icon: UserMinus,
            danger: true,
            disabledReason: person.groups?.length === 1 ? t('usersTab.lastGroup') : undefined,
            run: () => setLeaving(person),
          },
        ]}
        actions={change}
        empty={
          <EmptyState icon={UsersRound} title={t('usersTab.empty')} action={change}>
            {t('usersTab.emptyDetail')}
          </EmptyState>
        }
      />
      {leaving && (
        <ConfirmDialog
          open
          danger
          onClose={() => setLeaving(undefined)}
          title={t('usersTab.removeQuestion', { name: nameOf(leaving), group: group.name })}
          confirmLabel={t('usersTab.remove')}
          onConfirm={() => remove(leaving)}
        >
          <p>{t('usersTab.removeDetail', { name: nameOf(leaving) })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const userColumns = (t: GroupTexts): Column<AccountUser>[] => [
  {
    id: 'user',
    header: t('column.user'),
    fixed: true,
    width: 'w-72',
    properties: [
      { path: 'user.name', label: t('property.name') },
      { path: 'user.id', label: t('property.id'), kind: 'id' },
    ],
    cell: (person) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={nameOf(person)} id={person.user.id} src={person.user.icon} />
        <span className="min-w-0">
          <ObjectLink id={person.user.id} name={nameOf(person)} className="block font-medium wrap-anywhere" />
          <code className="block text-2xs text-muted">{person.user.id}</code>
        </span>
      </span>
    ),
  },
  {
    id: 'email',
    header: t('column.email'),
    properties: [{ path: 'user.email', label: t('column.email') }],
    cell: (person) => <span className="wrap-anywhere">{person.user.email}</span>,
  },
  {
    id: 'status',
    header: t('column.status'),
    properties: [{ path: 'status', label: t('column.status') }],
    cell: (person) => person.status && <StatusChip status={person.status} />,
  },
  {
    id: 'groups',
    header: t('column.otherGroups'),
    cell: (person) => (person.groups ?? []).map(({ name }) => name).join(', '),
  },
];
