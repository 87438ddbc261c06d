import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { User } from '@tenantry/contract/users';
import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { EventTimes } from '../event-times.tsx';
import type { PageSearch } from '../search.ts';
import { useSession } from '../session.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import type { TabItem } from '../ui/tabs.tsx';
import { AccountsTab } from './accounts-tab.tsx';
import { ChangePassword } from './change-password.tsx';
import { EditProfile, type ProfileStep } from './edit-profile.tsx';
import { GeneralTab } from './general-tab.tsx';
import { pictureOf, userQuery } from './queries.ts';
import { useProfileTexts } from './texts.ts';

// With its table it weighs more than the rest of the page.
const AuditTab = lazy(() => import('../audit-records/audit-tab.tsx').then((module) => ({ default: module.AuditTab })));

const events = ['created', 'updated', 'login', 'registered', 'password_changed', 'account_switched', 'blocked', 'unblocked'] as const;

/** My profile; `?open=edit&step=regional` opens the wizard. Works without any account, too. */
export function ProfilePage() {
  const t = useProfileTexts();
  const session = useSession();
  const navigate = useNavigate();
  const { open, step } = useSearch({ strict: false }) as PageSearch & { step?: ProfileStep };
  const [changing, setChanging] = useState(false);
  const { data: user, error, refetch } = useQuery(userQuery(session.actor.id));

  function show(changes: Readonly<Record<string, unknown>>) {
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, ...changes })) as never, resetScroll: false });
  }
  const edit = (at: ProfileStep) => show({ open: 'edit', step: at });

  if (!user) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  // A disabled one cannot be worked in, so the Accounts tab does not list it either.
  const accounts = user.accounts?.filter((account) => account.status !== 'Disabled').length;
  return (
    <>
      <DetailPage
        type={t('type')}
        name={user.name}
        id={user.id}
        picture={pictureOf(user)}
        chips={<StatusChip status={user.status} />}
        edit={{ run: () => edit('general') }}
        actions={[{ id: 'password', label: t('password.change'), icon: KeyRound, run: () => setChanging(true) }]}
        strip={[
          { label: t('strip.email'), value: user.email },
          { label: t('strip.sso'), value: t(user.ssoEnabled ? 'strip.yes' : 'strip.no') },
          { label: t('strip.accounts'), value: accounts },
        ]}
        tabs={tabsOf(user, accounts, edit, t)}
      >
        {!session.account && (
          <Notice tone="warning" title={t('none.title')}>
            {t('none.detail')}
          </Notice>
        )}
      </DetailPage>
      {open === 'edit' && <EditProfile user={user} first={step} onClose={() => show({ open: undefined, step: undefined })} />}
      {changing && <ChangePassword user={user} onClose={() => setChanging(false)} />}
    </>
  );
}

function tabsOf(
  user: User,
  accounts: number | undefined,
  edit: (at: ProfileStep) => void,
  t: ReturnType<typeof useProfileTexts>,
): TabItem[] {
  const labels = Object.fromEntries(events.map((event) => [event, t(`event.${event}`)]));
  return [
    { id: 'general', label: t('tab.general'), content: () => <GeneralTab user={user} onEdit={edit} /> },
    {
      id: 'accounts',
      label: t('tab.accounts'),
      count: accounts,
      content: () => <AccountsTab userId={user.id} />,
    },
    {
      id: 'details',
      label: t('tab.details'),
      content: () => (
        <Panel title={t('panel.events')}>
          <EventTimes audit={user.audit} labels={labels} />
        </Panel>
      ),
    },
    {
      id: 'audit',
      label: t('tab.audit'),
      content: () => (
        <Suspense fallback={<Loading />}>
          <AuditTab objectIds={[user.id]} />
        </Suspense>
      ),
    },
  ];
}
