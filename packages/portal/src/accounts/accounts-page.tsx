import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Account, accountStatuses, accountTypes } from '@tenantry/contract/accounts';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { api, type Page } from '../api.ts';
import { ObjectLink } from '../object-link.tsx';
import type { PageSearch } from '../search.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { Absent, DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { useAccountActions } from './account-actions.tsx';
import { AddAccount } from './add-account.tsx';
import { logoOf } from './queries.ts';
import { useAccountTexts } from './texts.ts';

const fetchAccounts: FetchPage<Account> = ({ filter, signal, ...query }) =>
  api.get<Page<Account>>('/public/v1/accounts/accounts', { query: { ...query, select: 'audit' }, filter, signal });

/** Every account of the platform, for operators. `?open=add` opens the wizard. */
export function AccountsPage() {
  const t = useAccountTexts();
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as PageSearch;
  const { actionsOf, dialog } = useAccountActions();
  const say = useUiTexts();
  const columns = useMemo(() => accountColumns(t, say), [t, say]);
  const show = (next: string | undefined) =>
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, open: next })) as never, resetScroll: false });
  return (
    <>
      <PageHeader title={t('list.title')} description={t('list.description')} />
      <DataTable
        id="accounts"
        label={t('list.title')}
        columns={columns}
        properties={[
          { path: 'audit.created.at', label: t('list.created'), kind: 'date' },
          { path: 'address.country', label: t('list.country') },
          { path: 'eligibility.partner', label: t('list.partner'), kind: 'boolean' },
        ]}
        fetchPage={fetchAccounts}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'externalId']}
        defaultSort="name"
        rowActions={actionsOf}
        exportName="accounts"
        actions={
          <Button variant="primary" icon={Plus} onClick={() => show('add')}>
            {t('list.add')}
          </Button>
        }
      />
      {open === 'add' && <AddAccount onClose={() => show(undefined)} />}
      {dialog}
    </>
  );
}

const accountColumns = (t: ReturnType<typeof useAccountTexts>, say: ReturnType<typeof useUiTexts>): Column<Account>[] => [
  {
    id: 'account',
    header: t('list.account'),
    fixed: true,
    width: 'w-80',
    properties: [
      { path: 'name', label: t('list.name') },
      { path: 'id', label: t('list.id'), kind: 'id' },
    ],
    cell: (account) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={account.name} id={account.id} src={logoOf(account)} shape="square" />
        <span className="min-w-0">
          <ObjectLink id={account.id} name={account.name} className="block font-medium wrap-anywhere" />
          <code className="block text-2xs text-muted">{account.id}</code>
        </span>
      </span>
    ),
    csv: (account) => account.name,
  },
  {
    id: 'type',
    header: t('list.kind'),
    properties: [
      { path: 'type', label: t('list.kind'), kind: 'choice', values: accountTypes.map((value) => ({ value, label: t(`kind.${value}`) })) },
    ],
    cell: (account) => t(`kind.${account.type}`),
    csv: (account) => account.type,
  },
  {
    id: 'status',
    header: t('list.status'),
    properties: [
      {
        path: 'status',
        label: t('list.status'),
        kind: 'choice',
        values: accountStatuses.map((value) => ({ value, label: say(`status.${value}`) })),
      },
    ],
    cell: (account) => <StatusChip status={account.status} />,
    csv: (account) => account.status,
  },
  {
    id: 'externalId',
    header: t('list.externalId'),
    properties: [{ path: 'externalId', label: t('list.externalId') }],
    cell: (account) => (account.externalId ? <code className="text-xs">{account.externalId}</code> : <Absent />),
    csv: (account) => account.externalId,
  },
  {
    id: 'updated',
    header: t('list.changed'),
    properties: [{ path: 'audit.updated.at', label: t('list.changed'), kind: 'date' }],
    cell: (account) => <DateTime value={account.audit?.updated?.at ?? account.audit?.created?.at} style="relative" />,
    csv: (account) => account.audit?.updated?.at,
  },
];
