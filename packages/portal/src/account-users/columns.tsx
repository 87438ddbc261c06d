import { invitationStatuses } from '@tenantry/contract/account-users';
import { userStatuses } from '@tenantry/contract/users';
import { useMemo } from 'react';
import type { Texts } from '../i18n.ts';
import { useSession } from '../session.ts';
import type { Column, Property } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { Address, GroupsCell, JoinedCell, SeveralCell, UserCell } from './cells.tsx';
import { buyersOf, isOwn, type Member, modulesOf, type Several, stateOf } from './member.ts';
import type { en } from './texts.en.ts';
import { useUserTexts } from './texts.ts';

type Say = Texts<typeof en>;

/** The columns of the users list (spec 4.6) and further properties to filter by. */
export function useUserColumns(): { columns: Column<Member>[]; properties: Property[] } {
  const t = useUserTexts();
  const say = useUiTexts();
  const session = useSession();
  return useMemo(() => {
    const states = (names: readonly string[]) => names.map((value) => ({ value, label: say(`status.${value}` as 'status.Active') }));
    return {
      columns: [...personColumns(t, (member) => isOwn(member, session), states(invitationStatuses)), ...grantColumns(t)],
      properties: moreProperties(t, states(userStatuses.filter((status) => status !== 'New' && status !== 'Deleted'))),
    };
  }, [t, say, session]);
}

function personColumns(t: Say, own: (member: Member) => boolean, states: { value: string; label: string }[]): Column<Member>[] {
  return [
    {
      id: 'user',
      header: t('column.user'),
      fixed: true,
      properties: [
        { path: 'user.name', label: t('property.name') },
        { path: 'user.id', label: t('property.userId'), kind: 'id' },
      ],
      cell: (member) => <UserCell member={member} own={own(member)} />,
      csv: (member) => member.user.name,
    },
    {
      id: 'email',
      header: t('column.email'),
      properties: [{ path: 'user.email', label: t('column.email') }],
      cell: (member) => (
        <a href={`mailto:${member.user.email}`} className="rounded-sm underline-offset-3 hover:underline">
          <Address email={member.user.email} />
        </a>
      ),
      csv: (member) => member.user.email,
    },
    {
      id: 'joined',
      header: t('column.joined'),
      properties: [
        { path: 'joinedAt', label: t('property.joinedAt'), kind: 'date' },
        { path: 'status', label: t('property.status'), kind: 'choice', values: states },
        { path: 'invitation.expiresAt', label: t('property.expiresAt'), kind: 'date' },
      ],
      cell: (member) => <JoinedCell member={member} />,
      csv: (member) => member.joinedAt ?? stateOf(member),
    },
    {
      id: 'lastSignIn',
      header: t('column.lastSignIn'),
      properties: [{ path: 'lastLoginAt', label: t('property.lastLoginAt'), kind: 'date' }],
      cell: (member) => <DateTime value={member.lastLoginAt} style="relative" />,
      csv: (member) => member.lastLoginAt,
    },
  ];
}

function grantColumns(t: Say): Column<Member>[] {
  const csv = (things: Several, all: string) =>
    things.kind === 'all' ? all : things.kind === 'one' ? things.name : things.kind === 'many' ? things.names.join('; ') : '';
  return [
    {
      id: 'groups',
      header: t('column.groups'),
      properties: [
        { path: 'groups[].name', label: t('property.groupName') },
        { path: 'groups[].isDefault', label: t('property.isDefault'), kind: 'boolean' },
      ],
      cell: (member) => <GroupsCell member={member} />,
      csv: (member) => (member.groups ?? []).map((group) => group.name).join('; '),
    },
    {
      id: 'modules',
      header: t('column.modules'),
      properties: [{ path: 'modules[].name', label: t('property.module') }],
      cell: (member) => <SeveralCell things={modulesOf(member)} what="modules" member={member} />,
      csv: (member) => csv(modulesOf(member), t('allModules')),
    },
    {
      id: 'buyers',
      header: t('column.buyers'),
      cell: (member) => <SeveralCell things={buyersOf(member)} what="buyers" member={member} />,
      csv: (member) => csv(buyersOf(member), t('allBuyers')),
    },
  ];
}

function moreProperties(t: Say, people: { value: string; label: string }[]): Property[] {
  return [
    { path: 'user.firstName', label: t('property.firstName') },
    { path: 'user.lastName', label: t('property.lastName') },
    { path: 'user.status', label: t('property.userStatus'), kind: 'choice', values: people },
    { path: 'groups[].id', label: t('property.groupId'), kind: 'id' },
    { path: 'audit.invited.at', label: t('property.invitedAt'), kind: 'date' },
    { path: 'id', label: t('property.membershipId'), kind: 'id' },
  ];
}
