import { type CloudTenant, cloudTenantTypes } from '@tenantry/contract/cloud-tenants';
import { Cloud, Pencil, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type Page } from '../api.ts';
import { accountColumn, eventProperties, statusColumn } from '../parties/columns.tsx';
import { type PartyTexts, usePartyTexts } from '../parties/texts.ts';
import { usePartiesChanged, useQuestion } from '../parties/use-question.tsx';
import { useTrail } from '../parties/use-trail.ts';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { TenantForm, tenantsPath } from './tenant-form.tsx';
import { type TenantTexts, useTenantTexts } from './texts.ts';

const fetchTenants: FetchPage<CloudTenant> = ({ filter, signal, ...query }) =>
  api.get<Page<CloudTenant>>(tenantsPath, { query: { ...query, select: 'audit' }, filter, signal });

/** Tenants of cloud providers, for operators. */
export function CloudTenantsPage() {
  const t = useTenantTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const changed = usePartiesChanged();
  const { ask, question } = useQuestion();
  const trail = useTrail();
  const [form, setForm] = useState<{ tenant?: CloudTenant }>();
  const columns = useMemo(() => tenantColumns(t, party, say), [t, party, say]);
  const remove = (tenant: CloudTenant) =>
    ask({
      title: t('deleteQuestion', { name: tenant.name }),
      details: [t('deleteDetail')],
      confirmLabel: t('delete'),
      danger: true,
      typeToConfirm: tenant.name,
      async run() {
        await api.delete(`${tenantsPath}/${tenant.id}`);
        showToast({ title: t('deleted', { name: tenant.name }) });
        changed();
      },
    });
  const actionsOf = (tenant: CloudTenant): MenuAction[] => [
    { id: 'edit', label: party('edit'), icon: Pencil, run: () => setForm({ tenant }) },
    trail(tenant.id),
    { id: 'delete', label: t('delete'), icon: Trash2, danger: true, run: () => remove(tenant) },
  ];
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DataTable
        id="cloud-tenants"
        label={t('title')}
        columns={columns}
        properties={eventProperties(party)}
        fetchPage={fetchTenants}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'externalIds.providerId']}
        defaultSort="name"
        rowActions={actionsOf}
        exportName="cloud-tenants"
        actions={
          <Button variant="primary" icon={Plus} onClick={() => setForm({})}>
            {t('add')}
          </Button>
        }
        empty={<EmptyState icon={Cloud} title={t('empty')} />}
      />
      {form && <TenantForm {...form} onClose={() => setForm(undefined)} />}
      {question}
    </>
  );
}

const tenantColumns = (t: TenantTexts, party: PartyTexts, say: (status: never) => string): Column<CloudTenant>[] => [
  {
    id: 'tenant',
    header: t('tenant'),
    fixed: true,
    width: 'w-72',
    properties: [
      { path: 'name', label: party('name') },
      { path: 'id', label: party('id'), kind: 'id' },
    ],
    cell: (tenant) => (
      <span className="block min-w-0">
        <span className="block font-medium wrap-anywhere">{tenant.name}</span>
        <code className="block text-2xs text-muted">{tenant.id}</code>
      </span>
    ),
    csv: (tenant) => tenant.name,
  },
  {
    id: 'type',
    header: t('type'),
    properties: [
      { path: 'type', label: t('type'), kind: 'choice', values: cloudTenantTypes.map((value) => ({ value, label: t(`types.${value}`) })) },
    ],
    cell: (tenant) => t(`types.${tenant.type}`),
    csv: (tenant) => tenant.type,
  },
  accountColumn<CloudTenant>(party),
  {
    id: 'providerId',
    header: t('providerId'),
    properties: [{ path: 'externalIds.providerId', label: t('providerId') }],
    cell: (tenant) => (tenant.externalIds?.providerId ? <code className="text-xs">{tenant.externalIds.providerId}</code> : <Absent />),
    csv: (tenant) => tenant.externalIds?.providerId,
  },
  statusColumn<CloudTenant>(party, say, ['Active', 'Disabled']),
];
