import { type FormEvent, useRef, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { useInstallation } from '../installation/installation.ts';
import { OutsidePage } from '../sessions/outside-page.tsx';
import { useWait } from '../sessions/use-wait.ts';
import { WaitNotice } from '../sessions/wait-notice.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { useResetTexts } from './texts.ts';

/** Asks for a reset link. The page says the same whoever is registered, as the server does. */
export function ForgotPage() {
  const [sent, setSent] = useState<string>();
  if (sent !== undefined) return <Sent email={sent} onAgain={() => setSent(undefined)} />;
  return <Ask onSent={setSent} />;
}

function Ask({ onSent }: { onSent: (email: string) => void }) {
  const t = useResetTexts();
  const ui = useUiTexts();
  const wait = useWait();
  const input = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait.left > 0) return;
    wait.start(0);
    setProblem(undefined);
    const bad = !/^[^@\s]+@[^@\s]+$/.test(email.trim());
    setMissing(bad);
    if (bad) return input.current?.focus();
    setBusy(true);
    try {
      await api.post('/public/v1/security/password-resets', { email: email.trim() });
      onSent(email.trim());
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 429) wait.start(error.problem.retryAfter ?? 1);
      else setProblem(problemText(error, ui));
    } finally {
      setBusy(false);
    }
  }

  return (
    <OutsidePage title={t('forgot.title')} description={t('forgot.detail')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <WaitNotice wait={wait} />
        <Field label={t('forgot.email')} error={missing ? t('forgot.emailMissing') : undefined}>
          <Input
            ref={input}
            type="email"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={email}
            onValueChange={setEmail}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy} className="w-full">
          {t('forgot.submit')}
        </Button>
        <Link to="/sign-in" className="w-fit text-sm">
          {t('forgot.back')}
        </Link>
      </form>
    </OutsidePage>
  );
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const t = useResetTexts();
  const installation = useInstallation();
  return (
    <OutsidePage title={t('forgot.sentTitle')}>
      <Notice tone="success">{t('forgot.sent', { email })}</Notice>
      <p className="mt-3 text-muted text-sm">{t('forgot.sentHint')}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Link plain to="/sign-in" className={buttonClass('primary')}>
          {t('forgot.back')}
        </Link>
        <Button onClick={onAgain}>{t('forgot.again')}</Button>
        {installation?.demo && installation.mailbox && (
          <Link plain to="/mailbox" className={buttonClass('ghost')}>
            {t('forgot.mailbox')}
          </Link>
        )}
      </div>
    </OutsidePage>
  );
}
