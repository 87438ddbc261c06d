import { PasswordInput } from '../passwords/password-input.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSignInTexts } from './texts.ts';
import { type SignInFormProps, useSignIn } from './use-sign-in.ts';
import { WaitNotice } from './wait-notice.tsx';

/** One form for both steps, with the address in it all the time: that is what password managers look for. */
export function SignInForm(props: SignInFormProps) {
  const { demo } = props;
  const t = useSignInTexts();
  const { step, busy, wait, bind, said, submit, back } = useSignIn(props);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {said('form') && <Notice tone="danger">{said('form')}</Notice>}
      <WaitNotice wait={wait} />
      <Field label={t('signIn.email')} error={said('email')}>
        <Input
          {...bind.email}
          type="email"
          name="username"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      {step === 'password' && (
        <Field label={t('signIn.password')} error={said('password')} {...(demo ? { help: t('demo.hint') } : {})}>
          <PasswordInput {...bind.password} name="password" autoComplete="current-password" maxLength={1024} />
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
