import { api } from '../api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { showToast } from '../ui/toast.tsx';
import { type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

export interface RemoveDialogProps {
  /** Absent: closed. */
  member: Member | undefined;
  onClose: () => void;
  onRemoved?: () => void;
}

/** Asks before somebody leaves the account and says what follows; a refusal, as for the last administrator, is shown inside. */
export function RemoveDialog({ member, onClose, onRemoved }: RemoveDialogProps) {
  const t = useUserTexts();
  const members = useMembers();
  if (!member) return null;
  const { name } = member.user;
  const joined = stateOf(member) === 'Active';

  async function remove(id: string) {
    await api.delete(`${members.path}/${id}`);
    showToast({ title: t('remove.done', { name }) });
    onRemoved?.();
    void members.refresh();
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(joined ? 'remove.title' : 'remove.titleInvited', { name })}
      confirmLabel={t('action.remove')}
      danger
      onConfirm={() => remove(member.id)}
    >
      <ul className="list-disc space-y-1 ps-5">
        <li>{t('remove.leaves', { name, account: members.account.name })}</li>
        <li>{t(joined ? 'remove.mail' : 'remove.link')}</li>
        <li>{t('remove.keeps')}</li>
        <li>{t('remove.again')}</li>
      </ul>
    </ConfirmDialog>
  );
}
