import { type ApiToken, tokenStatuses } from '@tenantry/contract/api-tokens';
import type { Reference } from '@tenantry/contract/fields';
import { moduleFacts } from '@tenantry/contract/modules';
import { ObjectLink } from '../object-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import type { Column, Property } from '../ui/data-table/index.ts';
import { Absent, DateTime } from '../ui/date-time.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { Expires, LastAccess } from './expires.tsx';
import { type TokenTexts, useTokenTexts } from './texts.ts';

export function useTokenColumns(): Column<ApiToken>[] {
  const t = useTokenTexts();
  return [tokenColumn(t), modulesColumn(t), ...createdColumns(t), ...lifeColumns(t), statusColumn(t)];
}

export function useTokenProperties(): Property[] {
  const t = useTokenTexts();
  return [{ path: 'description', label: t('column.description') }];
}

const tokenColumn = (t: TokenTexts): Column<ApiToken> => ({
  id: 'token',
  header: t('column.token'),
  fixed: true,
  properties: [
    { path: 'name', label: t('column.name') },
    { path: 'id', label: t('column.id'), kind: 'id' },
  ],
  cell: (token) => (
    <span className="flex items-center gap-3 sm:min-w-40">
      <Avatar name={token.name} id={token.id} shape="square" />
      <span className="min-w-0">
        <ObjectLink plain id={token.id} name={token.name} className="font-medium wrap-anywhere hover:underline" />
        <code className="block whitespace-nowrap text-2xs text-muted">{token.id}</code>
      </span>
    </span>
  ),
  csv: (token) => `${token.name} (${token.id})`,
});

const modulesColumn = (t: TokenTexts): Column<ApiToken> => ({
  id: 'modules',
  header: t('column.modules'),
  properties: [
    {
      path: 'modules[].id',
      label: t('column.modules'),
      kind: 'choice',
      values: Object.values(moduleFacts).map(({ id, name }) => ({ value: id, label: name })),
    },
  ],
  cell: ({ modules = [] }) => {
    if (modules.length === 0) return <span className="text-muted">{t('noModules')}</span>;
    const names = modules.map((module) => module.name ?? module.id);
    return modules.length === 1 ? names[0] : <span title={names.join(', ')}>{t('modules', { count: modules.length })}</span>;
  },
  csv: ({ modules = [] }) => modules.map((module) => module.name ?? module.id).join(', '),
});

const createdColumns = (t: TokenTexts): Column<ApiToken>[] => [
  {
    id: 'createdBy',
    header: t('column.createdBy'),
    properties: [{ path: 'audit.created.by.name', label: t('column.createdBy') }],
    cell: (token) => <By who={token.audit?.created?.by} />,
    csv: (token) => token.audit?.created?.by?.name,
  },
  {
    id: 'created',
    header: t('column.created'),
    properties: [{ path: 'audit.created.at', label: t('column.created'), kind: 'date' }],
    cell: (token) => <DateTime value={token.audit?.created?.at} style="date" />,
    csv: (token) => token.audit?.created?.at,
  },
];

function By({ who }: { who: Reference | undefined }) {
  return who ? <ObjectLink plain id={who.id} name={who.name ?? who.id} className="hover:underline" /> : <Absent />;
}

const lifeColumns = (t: TokenTexts): Column<ApiToken>[] => [
  {
    id: 'lastAccess',
    header: t('column.lastAccess'),
    properties: [{ path: 'lastAccessAt', label: t('column.lastAccess'), kind: 'date' }],
    cell: (token) => <LastAccess at={token.lastAccessAt} />,
    csv: (token) => token.lastAccessAt,
  },
  {
    id: 'expires',
    header: t('column.expires'),
    properties: [{ path: 'expiresAt', label: t('column.expires'), kind: 'date' }],
    cell: (token) => <Expires at={token.expiresAt} />,
    csv: (token) => token.expiresAt,
  },
];

const statusColumn = (t: TokenTexts): Column<ApiToken> => ({
  id: 'status',
  header: t('column.status'),
  properties: [
    {
      path: 'status',
      label: t('column.status'),
      kind: 'choice',
      // Deleted ones are in no list.
      values: tokenStatuses.filter((status) => status !== 'Deleted').map((status) => ({ value: status, label: status })),
    },
  ],
  cell: (token) => <StatusChip status={token.status} />,
  csv: (token) => token.status,
});
