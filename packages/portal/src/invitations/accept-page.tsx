import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invitation } from '@tenantry/contract/invitations';
import { useState } from 'react';
import { setTabAccount } from '../api.ts';
import { OutsidePage } from '../sessions/outside-page.tsx';
import { useLinkSecrets } from '../sessions/use-link-secrets.ts';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorState } from '../ui/states.tsx';
import { lookUp } from './calls.ts';
import { OpenInvitation } from './open-invitation.tsx';
import { useInvitationTexts } from './texts.ts';

/** `/accept-invite?code=…&mail=…`: both leave the address at once, and stay in this tab until the invitation is answered. */
export function AcceptPage() {
  const t = useInvitationTexts();
  const { secrets, forget } = useLinkSecrets(['code', 'mail'], 'tenantry.invitation');
  const [answered, setAnswered] = useState<Invitation>();
  const { code, mail } = secrets;
  const { data, error, refetch } = useQuery({
    // The code is a secret, but this cache lives in memory only.
    queryKey: ['invitation', code, mail],
    queryFn: () => lookUp({ code: code ?? '', ...(mail ? { mail } : {}) }),
    enabled: code !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

  if (answered?.status === 'accepted') return <Accepted invitation={answered} />;
  if (answered?.status === 'declined') {
    return <OutsidePage title={t('declined.title')} description={t('declined.detail', { account: answered.account?.name })} />;
  }
  if (code === undefined || data?.status === 'dead') return <Dead />;
  if (!data) return <OutsidePage title={t('tab')}>{error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />}</OutsidePage>;
  return (
    <OpenInvitation
      invitation={data}
      link={{ code, ...(mail ? { mail } : {}) }}
      onAnswered={(answer) => {
        forget();
        setAnswered(answer);
      }}
      onChanged={() => void refetch()}
    />
  );
}

function Dead() {
  const t = useInvitationTexts();
  return (
    <OutsidePage title={t('dead.title')} description={t('dead.detail')}>
      <ul className="list-disc ps-5 text-sm">
        <li>{t('dead.ask')}</li>
        <li>{t('dead.have')}</li>
      </ul>
      <Link plain to="/sign-in" className={buttonClass('primary', 'md', 'mt-5')}>
        {t('dead.signIn')}
      </Link>
    </OutsidePage>
  );
}

function Accepted({ invitation: { account } }: { invitation: Invitation }) {
  const t = useInvitationTexts();
  const queries = useQueryClient();
  return (
    <OutsidePage title={t('accepted.title', { account: account?.name })}>
      <Notice tone="success">{t('accepted.detail')}</Notice>
      <Link
        plain
        to="/"
        className={buttonClass('primary', 'md', 'mt-5')}
        onClick={() => {
          // This tab opens the new account, whichever the person worked in before.
          setTabAccount(account?.id);
          queries.clear();
        }}
      >
        {t('accepted.go')}
      </Link>
    </OutsidePage>
  );
}
