import { useNavigate } from '@tanstack/react-router';
import type { Invitation } from '@tenantry/contract/invitations';
import { type ReactNode, useState } from 'react';
import { ApiError, api, setTabAccount } from '../api.ts';
import { OutsidePage } from '../sessions/outside-page.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { accept, decline, type InvitationLink } from './calls.ts';
import { RegisterForm } from './register-form.tsx';
import { useInvitationTexts } from './texts.ts';

export interface OpenInvitationProps {
  invitation: Invitation;
  link: InvitationLink;
  onAnswered: (answer: Invitation) => void;
  /** The server says that it is no longer as it was: look again. */
  onChanged: () => void;
}

/** Who invites whom to what, and what it takes to accept. */
export function OpenInvitation({ invitation, link, onAnswered, onChanged }: OpenInvitationProps) {
  const t = useInvitationTexts();
  const { account, invitedBy, next } = invitation;
  const [declining, setDeclining] = useState(false);
  const name = account?.name ?? '';
  const declineButton = (
    <Button variant="ghost" onClick={() => setDeclining(true)}>
      {t('decline')}
    </Button>
  );
  return (
    <OutsidePage
      title={t('welcome', { account: name })}
      description={
        <>
          {invitedBy && <p>{t('by', { name: invitedBy })}</p>}
          <Facts invitation={invitation} />
        </>
      }
    >
      {next === 'register' ? (
        <RegisterForm invitation={invitation} link={link} onAnswered={onAnswered} onChanged={onChanged} decline={declineButton} />
      ) : (
        <Known invitation={invitation} link={link} onAnswered={onAnswered} onChanged={onChanged} declineButton={declineButton} />
      )}
      <ConfirmDialog
        open={declining}
        onClose={() => setDeclining(false)}
        title={t('declineTitle', { account: name })}
        confirmLabel={t('declineConfirm')}
        danger
        onConfirm={async () => onAnswered(await decline(link))}
      >
        {t('declineDetail')}
      </ConfirmDialog>
    </OutsidePage>
  );
}

function Facts({ invitation: { account, email, expiresAt } }: { invitation: Invitation }) {
  const t = useInvitationTexts();
  return (
    <div className="mt-4 flex items-center gap-3 rounded-lg bg-sunken px-3 py-2.5">
      <Avatar name={account?.name ?? '?'} id={account?.id ?? ''} src={account?.icon} size="lg" shape="square" />
      <div className="min-w-0 text-xs">
        <p className="font-medium text-ink text-sm wrap-anywhere">{account?.name}</p>
        <p className="wrap-anywhere">{t('sentTo', { email })}</p>
        {expiresAt && (
          <p>
            {t('until', { date: '' })}
            <DateTime value={expiresAt} />
          </p>
        )}
      </div>
    </div>
  );
}

/** Somebody who is registered: accepts at once when she is signed in, and signs in first otherwise. */
function Known({ invitation, link, onAnswered, onChanged, declineButton }: OpenInvitationProps & { declineButton: ReactNode }) {
  const t = useInvitationTexts();
  const ui = useUiTexts();
  const navigate = useNavigate();
  const { email, next, signedInAs } = invitation;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function run(action: () => Promise<unknown>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      setProblem(problemText(error, ui));
      // 403: signed in as somebody else by now; 409: the link has died.
      if (error instanceof ApiError && [403, 409].includes(error.problem.status)) onChanged();
    } finally {
      setBusy(false);
    }
  }

  const signIn = () => navigate({ to: '/sign-in', search: { return: '/accept-invite' } as never, state: { email } as never });
  async function signOutFirst() {
    await api.delete('/public/v1/security/sessions/current');
    setTabAccount(undefined);
    await signIn();
  }

  return (
    <div className="flex flex-col gap-4">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {signedInAs ? (
        <Notice tone="warning">{t('otherPerson', { other: signedInAs, email })}</Notice>
      ) : (
        <p className="text-sm">{t(next === 'accept' ? 'acceptDetail' : 'signInDetail', { email })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {next === 'accept' && (
          <Button variant="primary" busy={busy} onClick={() => void run(async () => onAnswered(await accept(link)))}>
            {t('accept')}
          </Button>
        )}
        {next === 'sign-in' && (
          <Button variant="primary" busy={busy} onClick={() => void run(signedInAs ? signOutFirst : signIn)}>
            {signedInAs ? t('switch') : t('signIn')}
          </Button>
        )}
        {declineButton}
      </div>
    </div>
  );
}
