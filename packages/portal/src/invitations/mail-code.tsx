import { useState } from 'react';
import { ApiError } from '../api.ts';
import { useWait } from '../sessions/use-wait.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { type InvitationLink, sendCode } from './calls.ts';
import { useInvitationTexts } from './texts.ts';

const againAfterSeconds = 60;

/** Sends the six digits and takes them; the countdown keeps people from asking again before the mail can be there. */
export function MailCode({ email, link, name }: { email: string; link: InvitationLink; name: string }) {
  const t = useInvitationTexts();
  const ui = useUiTexts();
  const wait = useWait();
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function send() {
    setBusy(true);
    setProblem(undefined);
    try {
      await sendCode(link);
      setSent(true);
      wait.start(againAfterSeconds);
    } catch (error) {
      setProblem(problemText(error, ui));
      if (error instanceof ApiError && error.problem.status === 429) wait.start(error.problem.retryAfter ?? againAfterSeconds);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-label={t('code.title')} className="flex flex-col gap-3 rounded-lg border p-3">
      <div>
        <h2 className="font-semibold text-sm">{t('code.title')}</h2>
        <p className="text-muted text-xs">{t('code.detail', { email })}</p>
      </div>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {sent && !problem && <Notice tone="success">{t('code.sent', { email })}</Notice>}
      <div>
        <Button size="sm" busy={busy} disabled={wait.left > 0} onClick={() => void send()} className="max-w-full">
          {wait.left > 0 ? t('code.againIn', { count: wait.left }) : t(sent ? 'code.again' : 'code.send')}
        </Button>
      </div>
      <TextField
        name={name}
        label={t('code.label')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={11}
        className="max-w-40"
      />
    </section>
  );
}
