import type { Reference } from '@tenantry/contract/fields';
import type { UserGroup } from '@tenantry/contract/user-groups';
import type { Column, Property } from '../ui/data-table/index.ts';
import { GroupCell, UsersCell } from './cells.tsx';
import { buyersText, modulesText } from './queries.ts';
import type { GroupTexts } from './texts.ts';

/** `modules`: those of the account, absent while they are not known. */
export function groupColumns(t: GroupTexts, modules: readonly Reference[] | undefined): Column<UserGroup>[] {
  const values = (modules ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));
  return [
    {
      id: 'group',
      header: t('column.group'),
      fixed: true,
      width: 'w-80',
      properties: [
        { path: 'name', label: t('property.name') },
        { path: 'id', label: t('property.id'), kind: 'id' },
      ],
      cell: (group) => <GroupCell group={group} />,
      csv: (group) => group.name,
    },
    {
      id: 'modules',
      header: t('column.modules'),
      properties: [{ path: 'modules[].id', label: t('property.module'), kind: 'choice', values }],
      cell: (group) => modulesText(group, modules?.length, t),
      csv: (group) => (group.modules ?? []).map(({ id, name }) => name ?? id).join(', '),
    },
    {
      id: 'buyers',
      header: t('column.buyers'),
      properties: [{ path: 'buyers[].id', label: t('property.buyer'), kind: 'id' }],
      cell: (group) => buyersText(group, t),
      csv: (group) => buyersText(group, t),
    },
    {
      id: 'users',
      header: t('column.users'),
      properties: [{ path: 'userCount', label: t('property.userCount'), kind: 'number' }],
      cell: (group) => <UsersCell group={group} />,
      csv: (group) => group.userCount,
    },
  ];
}

/** More to sort and filter by than the columns show. */
export const moreProperties = (t: GroupTexts): Property[] => [
  { path: 'description', label: t('property.description') },
  { path: 'isDefault', label: t('property.isDefault'), kind: 'boolean' },
  { path: 'audit.created.at', label: t('property.created'), kind: 'date' },
  { path: 'audit.updated.at', label: t('property.updated'), kind: 'date' },
];
