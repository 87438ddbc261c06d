import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { PasswordInput } from '../passwords/password-input.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { useSignInTexts } from './texts.ts';
import { useWait } from './use-wait.ts';
import { WaitNotice } from './wait-notice.tsx';

export interface SignInFormProps {
  /** An address that is known already leads to the password at once. */
  email: string;
  /** It is a demo person's, so it is said where the password is. */
  demo: boolean;
  onBack: () => void;
  onSignedIn: () => Promise<void>;
}

type Problem = { at: 'email' | 'password' | 'form'; text: string };

/** One form for both steps, with the address in it all the time: that is what password managers look for. */
export function SignInForm(props: SignInFormProps) {
  const { demo, onBack, onSignedIn } = props;
  const t = useSignInTexts();
  const ui = useUiTexts();
  const [email, setEmail] = useState(props.email);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<'email' | 'password'>(props.email ? 'password' : 'email');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const wait = useWait();
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => (step === 'email' ? emailInput : passwordInput).current?.focus(), [step]);

  function refuse(at: Problem['at'], text: string) {
    setProblem({ at, text });
    const input = at === 'email' ? emailInput : passwordInput;
    if (at !== 'form') input.current?.focus();
    if (at === 'password') input.current?.select();
  }

  function explain(error: unknown) {
    const { status, retryAfter } = error instanceof ApiError ? error.problem : { status: -1, retryAfter: undefined };
    if (status === 429) wait.start(retryAfter ?? 1);
    else if (status === 401) refuse('password', t('signIn.wrong'));
    else refuse('form', problemText(error, ui));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait.left > 0) return;
    setProblem(undefined);
    wait.start(0);
    if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) return refuse('email', t('signIn.emailMissing'));
    if (step === 'password' && !password) return refuse('password', t('signIn.passwordMissing'));
    setBusy(true);
    try {
      if (step === 'email') {
        await api.post('/public/v1/security/sign-in', { email: email.trim() });
        setStep('password');
      } else {
        await api.post('/public/v1/security/sessions', { email: email.trim(), password });
        await onSignedIn();
      }
    } catch (error) {
      explain(error);
    } finally {
      setBusy(false);
    }
  }

  function back() {
    setPassword('');
    setProblem(undefined);
    setStep('email');
    onBack();
  }

  const said = (at: Problem['at']) => (problem?.at === at ? problem.text : undefined);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {said('form') && <Notice tone="danger">{said('form')}</Notice>}
      <WaitNotice wait={wait} />
      <Field label={t('signIn.email')} error={said('email')}>
        <Input
          ref={emailInput}
          type="email"
          name="username"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={step === 'password'}
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      {step === 'password' && (
        <Field label={t('signIn.password')} error={said('password')} {...(demo ? { help: t('demo.hint') } : {})}>
          <PasswordInput
            ref={passwordInput}
            name="password"
            autoComplete="current-password"
            value={password}
            onValueChange={setPassword}
            maxLength={1024}
          />
        </Field>
      )}
      <Button type="submit" variant="primary" busy={busy} className="w-full">
        {t(step === 'email' ? 'signIn.continue' : 'signIn.submit')}
      </Button>
      <p className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
        {step === 'password' && (
          <Button variant="ghost" size="sm" onClick={back}>
            {t('signIn.change')}
          </Button>
        )}
      </p>
    </form>
  );
}
