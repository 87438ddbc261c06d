import type { UserGroup } from '@tenantry/contract/user-groups';
import { ObjectCard } from '../ui/object-card.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { groupsPage, groupsPath } from './queries.ts';
import { useGroupTexts } from './texts.ts';

/** A group on hover. */
export function GroupCard({ id }: { id: string }) {
  const t = useGroupTexts();
  return (
    <ObjectCard<UserGroup>
      id={id}
      collection={groupsPath}
      content={(group) => ({
        name: group.name,
        picture: group.icon,
        chips: group.isDefault && <Chip label={t('default')} tone="info" />,
        description: group.description,
        facts: [
          {
            label: t('column.modules'),
            value: group.isDefault ? t('allModules') : (group.modules ?? []).map((module) => module.name ?? module.id).join(', '),
          },
          { label: t('column.users'), value: group.userCount ?? 0 },
        ],
        links: [
          { label: t('tab.users'), to: `${groupsPage}/${id}`, search: { tab: 'users' } },
          { label: t('tab.audit'), to: `${groupsPage}/${id}`, search: { tab: 'audit' } },
        ],
      })}
    />
  );
}
