import { DateTime } from '../ui/date-time.tsx';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

/** A member of this account on hover, by the id of the person or of the membership. */
export function MemberCard({ id }: { id: string }) {
  const t = useUserTexts();
  const { path } = useMembers();
  return (
    <ObjectCard<Member>
      id={id}
      collection={path}
      filter={id.startsWith('USR-') ? `eq(user.id,"${id}")` : `eq(id,"${id}")`}
      shape="round"
      content={(member) => ({
        name: member.user.name,
        picture: member.user.icon,
        chips: <StatusChip status={member.user.status === 'Blocked' ? 'Blocked' : stateOf(member)} />,
        facts: [
          { label: t('column.email'), value: member.user.email },
          { label: t('column.groups'), value: member.groups?.map((group) => group.name).join(', '), hidden: !member.groups?.length },
          { label: t('column.joined'), value: <DateTime value={member.joinedAt} style="date" />, hidden: !member.joinedAt },
          { label: t('column.lastSignIn'), value: <DateTime value={member.lastLoginAt} style="relative" />, hidden: !member.lastLoginAt },
        ],
        links: [
          { label: t('detail.groups'), to: `${page}/${member.user.id}`, search: { tab: 'groups' } },
          { label: t('detail.audit'), to: `${page}/${member.user.id}`, search: { tab: 'audit' } },
        ],
      })}
    />
  );
}

const page = '/administration/settings/users';
