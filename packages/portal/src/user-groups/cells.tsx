import type { UserGroup } from '@tenantry/contract/user-groups';
import { Avatar } from '../ui/avatar.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { InfoCard } from '../ui/info-card.tsx';
import { Link } from '../ui/link.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { groupsPage } from './queries.ts';
import { useGroupTexts } from './texts.ts';

/** Avatar, name and id of a group; hovering the name shows its card. */
export function GroupCell({ group }: { group: UserGroup }) {
  const t = useGroupTexts();
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={group.name} id={group.id} src={group.icon} shape="square" />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <InfoCard
            trigger={
              <Link to={`${groupsPage}/${group.id}`} className="font-medium wrap-anywhere">
                {group.name}
              </Link>
            }
          >
            {() => <GroupCard group={group} />}
          </InfoCard>
          {group.isDefault && <Chip label={t('default')} tone="info" />}
        </span>
        <code className="block text-2xs text-muted">{group.id}</code>
      </span>
    </span>
  );
}

function GroupCard({ group }: { group: UserGroup }) {
  const t = useGroupTexts();
  return (
    <div className="flex flex-col gap-2">
      <p className="pe-8 font-medium">{group.name}</p>
      <code className="text-muted text-xs">{group.id}</code>
      {group.description && <p className="text-muted">{group.description}</p>}
      <p>
        <Link to={`${groupsPage}/${group.id}`} search={{ tab: 'users' }}>
          {t('users', { count: group.userCount ?? 0 })}
        </Link>
      </p>
      <KeyValue
        items={[
          { label: t('property.created'), value: <DateTime value={group.audit?.created?.at} style="date" /> },
          { label: t('property.updated'), value: <DateTime value={group.audit?.updated?.at} style="date" /> },
        ]}
      />
    </div>
  );
}

/** The first few faces and how many there are. */
export function UsersCell({ group }: { group: UserGroup }) {
  const t = useGroupTexts();
  const { users = [], userCount = 0 } = group;
  if (userCount === 0) return <span className="text-muted">{t('noUsers')}</span>;
  const faces = users.slice(0, 3);
  return (
    <span className="flex items-center gap-2">
      <span className="flex -space-x-2">
        {faces.map((user) => (
          <Avatar key={user.id} name={user.name ?? user.id} id={user.id} src={user.icon} size="sm" className="border-2 border-surface" />
        ))}
      </span>
      <Link to={`${groupsPage}/${group.id}`} search={{ tab: 'users' }} plain className="whitespace-nowrap hover:underline">
        {t('users', { count: userCount })}
      </Link>
    </span>
  );
}
