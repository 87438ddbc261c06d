import type { User } from '@tenantry/contract/users';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { useNewPassword } from '../passwords/use-new-password.tsx';
import { useConfirmed } from '../sessions/confirm-identity.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { userPath } from './queries.ts';
import { useProfileTexts } from './texts.ts';

/** Whoever confirmed lately who she is chooses a new password at once; otherwise the old one is asked for first. */
export function ChangePassword({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useProfileTexts();
  const ui = useUiTexts();
  const form = useId();
  const { confirmed, dialog } = useConfirmed();
  const chosen = useNewPassword({ label: 'new', person: user });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setProblem(undefined);
    if (!chosen.check()) return;
    setBusy(true);
    try {
      const done = await confirmed(() => api.post<User>(`${userPath(user.id)}/set-password`, { password: chosen.password }));
      if (!done) return;
      showToast({ title: t('password.saved') });
      onClose();
    } catch (error) {
      if (!chosen.refuse(error)) setProblem(problemText(error, ui));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('password.title')}
      description={t('password.detail')}
      size="sm"
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('password.save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pt-1">
        {problem && <Notice tone="danger">{problem}</Notice>}
        {/* For password managers: whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={user.email} readOnly hidden />
        {chosen.fields}
      </form>
      {/* Inside, so that its being used is not taken for a click beside this dialog. */}
      {dialog}
    </Dialog>
  );
}
