import type { UserGroup } from '@tenantry/contract/user-groups';
import { ObjectLink } from '../object-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Link } from '../ui/link.tsx';
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
          <ObjectLink id={group.id} name={group.name} className="font-medium wrap-anywhere" />
          {group.isDefault && <Chip label={t('default')} tone="info" />}
        </span>
        <code className="block text-2xs text-muted">{group.id}</code>
      </span>
    </span>
  );
}

/** The first few faces and how many there are. */
export function UsersCell({ group }: { group: UserGroup }) {
  const t = useGroupTexts();
  const { users = [], userCount = 0 } = group;
  if (userCount === 0) return <span className="text-muted">{t('noUsers')}</span>;
  const faces = users.slice(0, 3);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="flex shrink-0 -space-x-2">
        {faces.map((user) => (
          <Avatar key={user.id} name={user.name ?? user.id} id={user.id} src={user.icon} size="sm" className="border-2 border-surface" />
        ))}
        {userCount > faces.length && (
          <span
            aria-hidden
            className="flex h-7 min-w-7 shrink-0 items-center justify-center rounded-full border-2 border-surface bg-neutral-soft px-1 font-medium text-2xs text-neutral-ink tabular-nums"
          >
            +{userCount - faces.length}
          </span>
        )}
      </span>
      <Link to={`${groupsPage}/${group.id}`} search={{ tab: 'users' }} plain className="whitespace-nowrap hover:underline">
        {t('users', { count: userCount })}
      </Link>
    </span>
  );
}
