import { ObjectLink } from '../object-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Absent, DateTime, formatDate, useRegional } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { Chip, StatusChip } from '../ui/status-chip.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import type { Member, Several } from './member.ts';
import { stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';

export const userPage = (member: Member): string => `/administration/settings/users/${member.user.id}`;

/** Avatar, name with its card, id; and whether it is you, or blocked. */
export function UserCell({ member, own }: { member: Member; own: boolean }) {
  const t = useUserTexts();
  const { user } = member;
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={user.name} id={user.id} src={user.icon} />
      <span className="min-w-0 sm:min-w-28">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <ObjectLink id={user.id} name={user.name} className="font-medium wrap-break-word" />
          {own && <Chip label={t('you')} tone="info" />}
          {user.status === 'Blocked' && <StatusChip status="Blocked" />}
        </span>
        <code className="block whitespace-nowrap text-muted text-xs">{user.id}</code>
      </span>
    </span>
  );
}

/** An address that breaks before its @ and nowhere else, so that a narrow column keeps it legible. */
export function Address({ email }: { email: string }) {
  const at = email.lastIndexOf('@');
  return (
    <>
      <span className="whitespace-nowrap max-sm:whitespace-normal">{email.slice(0, at)}</span>
      <wbr />
      <span className="whitespace-nowrap max-sm:whitespace-normal">{email.slice(at)}</span>
    </>
  );
}

/** The day of joining, or the state of the invitation with its day. */
export function JoinedCell({ member }: { member: Member }) {
  const t = useUserTexts();
  const regional = useRegional();
  const state = stateOf(member);
  if (state === 'Active') return <DateTime value={member.joinedAt} style="date" />;
  const at = state === 'Declined' ? member.audit?.declined?.at : member.invitation?.expiresAt;
  return (
    <span className="flex flex-col items-start gap-0.5">
      <StatusChip status={state} />
      {at && (
        <time dateTime={at} dir="auto" className="whitespace-nowrap text-muted text-xs">
          {t(state === 'Invited' ? 'until' : 'expiredOn', { date: formatDate(at, 'date', regional) })}
        </time>
      )}
    </span>
  );
}

export function GroupsCell({ member }: { member: Member }) {
  const t = useUserTexts();
  const { groups = [] } = member;
  const [first] = groups;
  if (!first) return <Absent />;
  if (groups.length > 1)
    return <Many text={t('groups', { count: groups.length })} names={groups.map((group) => group.name)} member={member} />;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <ObjectLink id={first.id} name={first.name} className="wrap-break-word" />
      {first.isDefault && <Chip label={t('default')} />}
    </span>
  );
}

/** All, one by name, or how many; several lead to the tab that lists them. */
export function SeveralCell({ things, what, member }: { things: Several; what: 'modules' | 'buyers'; member: Member }) {
  const t = useUserTexts();
  if (things.kind === 'none') return <Absent />;
  if (things.kind === 'all') return <>{t(what === 'modules' ? 'allModules' : 'allBuyers')}</>;
  if (things.kind === 'one') return <span className="wrap-break-word">{things.name}</span>;
  return <Many text={t(what, { count: things.names.length })} names={things.names} member={member} />;
}

function Many({ text, names, member }: { text: string; names: readonly string[]; member: Member }) {
  return (
    <Tooltip text={names.join(', ')}>
      <Link to={userPage(member)} search={{ tab: 'groups' }} className="whitespace-nowrap">
        {text}
      </Link>
    </Tooltip>
  );
}
