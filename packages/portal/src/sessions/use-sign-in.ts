import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { problemText } from '../ui/problem-text.ts';
import { useUiTexts } from '../ui/texts.ts';
import { useSignInTexts } from './texts.ts';
import { useWait } from './use-wait.ts';

export interface SignInFormProps {
  /** An address that is known already leads to the password at once. */
  email: string;
  /** It is a demo person's, so it is said where the password is. */
  demo: boolean;
  onBack: () => void;
  onSignedIn: () => Promise<void>;
}

type Problem = { at: 'email' | 'password' | 'form'; text: string };

/** Both steps: what is entered, what is wrong with it, how long to wait. */
export function useSignIn({ email: known, onBack, onSignedIn }: SignInFormProps) {
  const t = useSignInTexts();
  const ui = useUiTexts();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<'email' | 'password'>(known ? 'password' : 'email');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const wait = useWait();
  const inputs = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the step moves the focus
  useEffect(() => inputs[step].current?.focus(), [step]);

  function refuse(at: Problem['at'], text: string) {
    setProblem({ at, text });
    if (at !== 'form') inputs[at].current?.focus();
    if (at === 'password') inputs.password.current?.select();
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
    const missing = missingIn(step, email, password);
    if (missing) return refuse(missing, t(missing === 'email' ? 'signIn.emailMissing' : 'signIn.passwordMissing'));
    setBusy(true);
    try {
      await send(step, email.trim(), password);
      if (step === 'email') setStep('password');
      else await onSignedIn();
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

  const bind = {
    email: { ref: inputs.email, value: email, onValueChange: setEmail, readOnly: step === 'password' },
    password: { ref: inputs.password, value: password, onValueChange: setPassword },
  };
  const said = (at: Problem['at']) => (problem?.at === at ? problem.text : undefined);
  return { step, busy, wait, bind, said, submit, back };
}

function missingIn(step: 'email' | 'password', email: string, password: string): 'email' | 'password' | undefined {
  if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) return 'email';
  return step === 'password' && !password ? 'password' : undefined;
}

const send = (step: 'email' | 'password', email: string, password: string): Promise<unknown> =>
  step === 'email' ? api.post('/public/v1/security/sign-in', { email }) : api.post('/public/v1/security/sessions', { email, password });
