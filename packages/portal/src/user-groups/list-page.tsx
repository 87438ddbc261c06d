import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type Page } from '../api.ts';
import { defaultGroupQuery } from '../modules/account-modules.ts';
import type { PageSearch } from '../search.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type FetchPage } from '../ui/data-table/index.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { AddGroup } from './add-group.tsx';
import { groupColumns, moreProperties } from './columns.tsx';
import { DeleteGroup } from './delete-group.tsx';
import { EditGroup } from './edit-group.tsx';
import { groupsPath, keptBecause } from './queries.ts';
import { useGroupTexts } from './texts.ts';

const fetchGroups: FetchPage<UserGroup> = ({ filter, signal, ...query }) =>
  api.get<Page<UserGroup>>(groupsPath, { query: { ...query, select: 'audit' }, filter, signal });

/** Settings > Groups. `?open=add` and `?open=edit&group=UGR-…` open the wizards. */
export function GroupsPage() {
  const t = useGroupTexts();
  const { account } = useSession();
  const navigate = useNavigate();
  const { open, group } = useSearch({ strict: false }) as PageSearch & { group?: string };
  const [leaving, setLeaving] = useState<UserGroup>();
  const accountId = account?.id ?? '';
  const { data: defaultGroup } = useQuery(defaultGroupQuery(accountId));
  const columns = useMemo(() => groupColumns(t, defaultGroup?.modules), [t, defaultGroup]);

  function show(changes: Readonly<Record<string, unknown>>) {
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, ...changes })) as never, resetScroll: false });
  }
  const close = () => show({ open: undefined, group: undefined });

  const actionsOf = (row: UserGroup): MenuAction[] => [
    { id: 'edit', label: t('edit'), icon: Pencil, run: () => show({ open: 'edit', group: row.id }) },
    {
      id: 'delete',
      label: t('delete.action'),
      icon: Trash2,
      danger: true,
      disabledReason: keptBecause(row, t),
      run: () => setLeaving(row),
    },
  ];

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DataTable
        id="groups"
        label={t('title')}
        columns={columns}
        properties={moreProperties(t)}
        fetchPage={fetchGroups}
        // Operators see the groups of every account; this page is about the one they work in.
        baseFilter={`eq(account.id,"${accountId}")`}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'description']}
        defaultSort="-isDefault,name"
        rowActions={actionsOf}
        exportName="groups"
        actions={
          <Button variant="primary" icon={Plus} onClick={() => show({ open: 'add' })}>
            {t('add')}
          </Button>
        }
      />
      {open === 'add' && <AddGroup account={accountId} onClose={close} />}
      {open === 'edit' && group && <EditGroup key={group} account={accountId} id={group} onClose={close} />}
      <DeleteGroup group={leaving} onClose={() => setLeaving(undefined)} />
    </>
  );
}
