import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { User } from '@tenantry/contract/users';
import { useState } from 'react';
import { api } from '../api.ts';
import { AuditTab } from '../audit-records/audit-tab.tsx';
import { useSession } from '../session.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { ErrorState } from '../ui/states.tsx';
import { Chip, StatusChip } from '../ui/status-chip.tsx';
import { DetailsTab } from './details-tab.tsx';
import { EditGroups } from './edit-groups.tsx';
import { GeneralTab } from './general-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { InvitationNotice } from './invitation-notice.tsx';
import { isOwn, type Member, stateOf } from './member.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { useUserTexts } from './texts.ts';
import { useMemberActions } from './use-member-actions.ts';
import { memberKey, useMembers } from './use-members.ts';

const list = '/administration/settings/users';

/** One member, by the id of the person (USR-) or of the membership (AUSR-). */
export function UserPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const members = useMembers();
  const member = useQuery({
    queryKey: memberKey(members.account.id, id),
    queryFn: ({ signal }) => api.get<Member>(`${members.path}/${encodeURIComponent(id)}`, { query: { select: 'audit' }, signal }),
  });
  if (member.data) return <Details member={member.data} />;
  return member.isError ? <ErrorState page error={member.error} onRetry={member.refetch} /> : <Loading />;
}

function Details({ member }: { member: Member }) {
  const t = useUserTexts();
  const session = useSession();
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as { open?: string };
  const [removing, setRemoving] = useState(false);
  const actions = useMemberActions({ remove: () => setRemoving(true) });
  const person = usePerson(member.user.id);
  const { user } = member;
  // A dialog is part of the address, the open tab stays.
  const show = (dialog: string | undefined) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, open: dialog })) as never, resetScroll: false });
  return (
    <>
      <DetailPage
        back={{ to: list, label: t('list.back') }}
        type={t('detail.type')}
        name={user.name}
        id={user.id}
        picture={user.icon}
        chips={
          <>
            <StatusChip status={user.status === 'Blocked' ? 'Blocked' : stateOf(member)} />
            {isOwn(member, session) && <Chip label={t('you')} tone="info" />}
          </>
        }
        edit={{ run: () => show('edit') }}
        actions={actions(member)}
        strip={[
          { label: t('detail.account'), value: session.account?.name },
          { label: t('detail.email'), value: user.email },
          { label: t('detail.sso'), value: t((person.data ?? user).ssoEnabled ? 'detail.yes' : 'detail.no') },
        ]}
        tabs={[
          { id: 'general', label: t('detail.general'), content: () => <GeneralTab member={member} person={person.data} /> },
          { id: 'groups', label: t('detail.groups'), count: member.groups?.length, content: () => <GroupsTab member={member} /> },
          { id: 'details', label: t('detail.details'), content: () => <DetailsTab member={member} /> },
          { id: 'audit', label: t('detail.audit'), content: () => <AuditTab objectIds={[member.id, user.id]} /> },
        ]}
      >
        <InvitationNotice member={member} />
      </DetailPage>
      {open === 'edit' && <EditGroups member={member} onClose={() => show(undefined)} />}
      <RemoveDialog
        member={removing ? member : undefined}
        onClose={() => setRemoving(false)}
        onRemoved={() => void navigate({ to: list })}
      />
    </>
  );
}

/** Phone and preferences belong to the person, not to the membership. Without them the page still works. */
function usePerson(id: string) {
  return useQuery({
    queryKey: ['users', 'person', id],
    queryFn: ({ signal }) => api.get<User>(`/public/v1/accounts/users/${id}`, { signal }),
    retry: false,
  });
}
