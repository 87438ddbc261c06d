import type { UserGroup } from '@tenantry/contract/user-groups';
import { LogOut } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { api, type Page } from '../api.ts';
import { ObjectLink } from '../object-link.tsx';
import { useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { type Column, DataTable, type PageRequest, quote } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { showProblem } from '../ui/toast.tsx';
import { buyersOf, type Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useChangedGroups } from './use-changed-groups.ts';
import { ofAccount } from './use-groups.ts';
import { useMembers } from './use-members.ts';

/** The groups of a member and what each of them opens; one can be left with a click, and Undo. */
export function GroupsTab({ member }: { member: Member }) {
  const t = useUserTexts();
  const { account } = useSession();
  const members = useMembers();
  const changed = useChangedGroups();
  const columns = useColumns();
  const fetchPage = useCallback(
    ({ filter, signal, ...query }: PageRequest) =>
      api.get<Page<UserGroup>>('/public/v1/accounts/user-groups', { query: { ...query }, filter, signal }),
    [],
  );
  const only = (member.groups?.length ?? 0) < 2;

  async function takeOut(group: UserGroup) {
    const groups = (member.groups ?? []).filter(({ id }) => id !== group.id);
    try {
      await api.delete(`${members.path}/${member.id}/groups/${group.id}`);
      changed(member, { ...member, groups }, t('groupsTab.done', { name: member.user.name, group: group.name }));
    } catch (error) {
      showProblem(error, t('groupsTab.failed'));
    }
  }

  return (
    <DataTable
      id="groups"
      label={t('groupsTab.label', { name: member.user.name })}
      queryKey={['of-member', member.id]}
      columns={columns}
      fetchPage={fetchPage}
      baseFilter={ofAccount(account?.id ?? '', `any(users,eq(id,${quote(member.user.id)}))`)}
      rowId={(group) => group.id}
      rowLabel={(group) => group.name}
      defaultSort="name"
      rowActions={(group) => [
        {
          id: 'take-out',
          label: t('groupsTab.takeOut'),
          icon: LogOut,
          disabledReason: only ? t('groupsTab.last') : undefined,
          run: () => takeOut(group),
        },
      ]}
    />
  );
}

function useColumns(): Column<UserGroup>[] {
  const t = useUserTexts();
  return useMemo(
    () => [
      {
        id: 'group',
        header: t('groupsTab.group'),
        fixed: true,
        properties: [{ path: 'name', label: t('property.name') }],
        cell: (group) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <Avatar name={group.name} id={group.id} shape="square" src={group.logo} />
            <span className="min-w-0">
              <span className="flex flex-wrap items-center gap-x-2">
                <ObjectLink id={group.id} name={group.name} className="font-medium wrap-anywhere" />
                {group.isDefault && <Chip label={t('default')} />}
              </span>
              <code className="block text-muted text-xs">{group.id}</code>
            </span>
          </span>
        ),
      },
      {
        id: 'modules',
        header: t('groupsTab.modules'),
        cell: ({ modules = [], isDefault }) =>
          isDefault ? (
            t('allModules')
          ) : (
            <span className="flex flex-wrap gap-1">
              {modules.map((module) => (
                <Chip key={module.id} label={module.name ?? module.id} />
              ))}
            </span>
          ),
      },
      {
        id: 'buyers',
        header: t('groupsTab.buyers'),
        cell: ({ modules, buyers }) => {
          const seen = buyersOf({ ...(modules ? { modules } : {}), ...(buyers ? { buyers } : {}) });
          if (seen.kind === 'none') return <Absent />;
          if (seen.kind === 'all') return t('allBuyers');
          return seen.kind === 'one' ? seen.name : t('buyers', { count: seen.names.length });
        },
      },
    ],
    [t],
  );
}
