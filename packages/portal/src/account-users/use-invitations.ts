import { ApiError, api } from '../api.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { invitationBody, linkOf, type Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

const sevenDays = 7 * 24 * 3600_000;

/** What can be done with the invitation of one member; every function tells by a toast what happened and never throws. */
export function useInvitations() {
  const t = useUserTexts();
  const members = useMembers();

  async function copyLink(member: Member): Promise<void> {
    const url = linkOf(member);
    if (url === undefined) return;
    try {
      await navigator.clipboard.writeText(url);
      showToast({ title: t('linkCopied'), description: member.user.name });
    } catch {
      showToast({ title: t('linkNotCopied'), description: url, tone: 'danger', timeoutMs: 60_000 });
    }
  }

  // The row shows the open invitation at once; the server only confirms the time, or refuses and the row is as it was.
  async function send(member: Member, ask: () => Promise<Member>, done: string, keepsLink: boolean): Promise<void> {
    const { url } = member.invitation ?? {};
    const expiresAt = new Date(Date.now() + sevenDays).toISOString();
    const open = { status: 'Invited' as const, expiresAt, ...(keepsLink && url !== undefined ? { url } : {}) };
    members.show({ id: member.id, status: 'Invited', invitation: open });
    try {
      members.show(await ask());
      showToast({ title: done });
    } catch (error) {
      members.show(member);
      showProblem(error, t('notSent'));
      // Somebody else was faster: what is on the screen is old.
      if (!(error instanceof ApiError) || error.problem.status !== 409) return;
    }
    await members.refresh();
  }

  const post = (member: Member, action: string) => () => api.post<Member>(`${members.path}/${member.id}/${action}`);
  const sentTo = (member: Member) => ({ name: member.user.name });
  return {
    copyLink,
    resend: (member: Member) => send(member, post(member, 'resend-invite'), t('resent', sentTo(member)), true),
    renew: (member: Member) => send(member, post(member, 'send-new-invite'), t('renewed', sentTo(member)), false),
    again: (member: Member) =>
      send(member, () => api.post<Member>(members.path, invitationBody(member)), t('renewed', sentTo(member)), false),
  };
}
