import { Button } from '../ui/button.tsx';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { Notice } from '../ui/notice.tsx';
import { linkOf, type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useInvitations } from './use-invitations.ts';

/** Where an invitation stands and the next step; nothing for those who have joined. */
export function InvitationNotice({ member }: { member: Member }) {
  const t = useUserTexts();
  const regional = useRegional();
  const invitations = useInvitations();
  const { name, email, status } = member.user;
  if (status === 'Blocked') {
    return (
      <Notice tone="danger" title={t('detail.blockedTitle')}>
        {t('detail.blockedDetail', { name })}
      </Notice>
    );
  }
  const state = stateOf(member);
  if (state === 'Active') return null;
  if (state === 'Invited') {
    const until = member.invitation?.expiresAt;
    return (
      <Notice
        title={t('detail.openTitle', { date: until ? formatDate(until, 'date-time', regional) : '—' })}
        action={
          linkOf(member) && (
            <Button size="sm" onClick={() => void invitations.copyLink(member)}>
              {t('action.copyLink')}
            </Button>
          )
        }
      >
        {t('detail.openDetail', { email })}
      </Notice>
    );
  }
  const expired = state === 'InvitationExpired';
  return (
    <Notice
      tone="warning"
      title={expired ? t('detail.expiredTitle') : t('detail.declinedTitle', { name })}
      action={
        <Button size="sm" onClick={() => void (expired ? invitations.renew(member) : invitations.again(member))}>
          {t(expired ? 'action.renew' : 'action.again')}
        </Button>
      }
    >
      {t(expired ? 'detail.expiredDetail' : 'detail.declinedDetail')}
    </Notice>
  );
}
