import { Link2, Mail, MailPlus, Pencil, RotateCw, UserMinus } from 'lucide-react';
import { useSession } from '../session.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { isOwn, linkOf, type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useInvitations } from './use-invitations.ts';

export interface MemberDialogs {
  /** Absent where a button of its own does it. */
  edit?: (member: Member) => void;
  remove: (member: Member) => void;
}

/** The menu of one member: what the invitation allows now, groups, removal. Members who have joined have no invitation left to act on. */
export function useMemberActions({ edit, remove }: MemberDialogs): (member: Member) => MenuAction[] {
  const t = useUserTexts();
  const session = useSession();
  const invitations = useInvitations();
  return (member) => {
    const state = stateOf(member);
    const open = state === 'Invited';
    const link = linkOf(member) !== undefined;
    return [
      {
        id: 'copy-link',
        label: t('action.copyLink'),
        icon: Link2,
        hidden: state === 'Active' || state === 'Declined',
        disabledReason: link ? undefined : t('action.noLink'),
        run: () => invitations.copyLink(member),
      },
      {
        id: 'resend',
        label: t('action.resend'),
        icon: RotateCw,
        hidden: state === 'Active' || state === 'Declined',
        disabledReason: open ? undefined : t('action.resendExpired'),
        run: () => invitations.resend(member),
      },
      {
        id: 'renew',
        label: t('action.renew'),
        icon: MailPlus,
        hidden: state === 'Active' || state === 'Declined',
        disabledReason: open ? t('action.renewOpen') : undefined,
        run: () => invitations.renew(member),
      },
      { id: 'again', label: t('action.again'), icon: Mail, hidden: state !== 'Declined', run: () => invitations.again(member) },
      { id: 'edit', label: t('action.edit'), icon: Pencil, hidden: edit === undefined, run: () => edit?.(member) },
      {
        id: 'remove',
        label: t('action.remove'),
        icon: UserMinus,
        danger: true,
        disabledReason: isOwn(member, session) ? t('action.own') : undefined,
        run: () => remove(member),
      },
    ];
  };
}
