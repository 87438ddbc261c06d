import { type FormEvent, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { useNewPassword } from '../passwords/use-new-password.tsx';
import { OutsidePage } from '../sessions/outside-page.tsx';
import { useLinkSecrets } from '../sessions/use-link-secrets.ts';
import { useWait } from '../sessions/use-wait.ts';
import { WaitNotice } from '../sessions/wait-notice.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { useResetTexts } from './texts.ts';

/** `/reset-password?code=…`: the code leaves the address at once and is kept in memory only, because it works once. */
export function ResetPage() {
  const t = useResetTexts();
  const { secrets } = useLinkSecrets(['code']);
  const [state, setState] = useState<'open' | 'done' | 'dead'>('open');
  if (state === 'done') {
    return (
      <OutsidePage title={t('reset.doneTitle')}>
        <Notice tone="success">{t('reset.done')}</Notice>
        <Link plain to="/sign-in" className={buttonClass('primary', 'md', 'mt-5')}>
          {t('reset.signIn')}
        </Link>
      </OutsidePage>
    );
  }
  if (state === 'dead' || !secrets.code) {
    return (
      <OutsidePage title={t('reset.deadTitle')} description={t('reset.dead')}>
        <Link plain to="/forgot-password" className={buttonClass('primary')}>
          {t('reset.ask')}
        </Link>
      </OutsidePage>
    );
  }
  return <Choose code={secrets.code} onEnd={setState} />;
}

function Choose({ code, onEnd }: { code: string; onEnd: (state: 'done' | 'dead') => void }) {
  const t = useResetTexts();
  const ui = useUiTexts();
  const chosen = useNewPassword({ label: 'new' });
  const wait = useWait();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait.left > 0) return;
    wait.start(0);
    setProblem(undefined);
    if (!chosen.check()) return;
    setBusy(true);
    try {
      await api.post('/public/v1/security/password-resets/complete', { code, password: chosen.password });
      onEnd('done');
    } catch (error) {
      const { status, retryAfter } = error instanceof ApiError ? error.problem : { status: -1, retryAfter: undefined };
      if (status === 409) onEnd('dead');
      else if (status === 429) wait.start(retryAfter ?? 1);
      else if (!chosen.refuse(error)) setProblem(problemText(error, ui));
    } finally {
      setBusy(false);
    }
  }

  return (
    <OutsidePage title={t('reset.title')} description={t('reset.detail')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <WaitNotice wait={wait} />
        {chosen.fields}
        <Button type="submit" variant="primary" busy={busy} className="w-full">
          {t('reset.submit')}
        </Button>
      </form>
    </OutsidePage>
  );
}
