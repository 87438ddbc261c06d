import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { defineTexts } from '../i18n.ts';
import { type Session, sessionQuery } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { en } from './confirm-identity.texts.en.ts';

const useConfirmTexts = defineTexts('confirm-identity', en, {
  de: () => import('./confirm-identity.texts.de.ts').then((module) => module.de),
});

export interface Confirmed {
  /**
   * Runs a call; when the server wants to know who sits there, asks for the password and runs it again. `undefined` when the
   * person changed their mind. Throws what the call throws otherwise.
   */
  confirmed: <T>(action: () => Promise<T>) => Promise<T | undefined>;
  /** Render it anywhere in the page; empty while nothing is asked. */
  dialog: ReactNode;
}

/** For calls that the server answers with the problem type `confirm-identity` when the last proof of identity is too old. */
export function useConfirmed(): Confirmed {
  const [asking, setAsking] = useState(false);
  const answer = useRef<(confirmed: boolean) => void>(undefined);
  // A call that still waits when the page is left must not hang for ever.
  useEffect(() => () => answer.current?.(false), []);

  function ask(): Promise<boolean> {
    answer.current?.(false);
    setAsking(true);
    return new Promise((resolve) => {
      answer.current = (confirmed) => {
        answer.current = undefined;
        setAsking(false);
        resolve(confirmed);
      };
    });
  }

  async function confirmed<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!wantsIdentity(error)) throw error;
      return (await ask()) ? action() : undefined;
    }
  }

  const dialog = asking && <ConfirmIdentity onDone={(done) => answer.current?.(done)} />;
  return { confirmed, dialog };
}

const wantsIdentity = (error: unknown): boolean => error instanceof ApiError && error.problem.type.endsWith('/confirm-identity');

function ConfirmIdentity({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const t = useConfirmTexts();
  const ui = useUiTexts();
  const form = useId();
  const email = useQueryClient().getQueryData<Session>(sessionQuery.queryKey)?.actor.email;
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function refuse(message: string) {
    setProblem(message);
    input.current?.focus();
    input.current?.select();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog may stand inside another form's React tree, whose submit handler must not see this.
    event.stopPropagation();
    if (busy) return;
    if (!password) return refuse(t('required'));
    setBusy(true);
    try {
      await api.post('/public/v1/security/confirm', { password });
      onDone(true);
    } catch (error) {
      const wrong = error instanceof ApiError && error.problem.status === 400;
      refuse(wrong ? t('wrong') : error instanceof ApiError ? error.message : ui('error.unexpected'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={() => onDone(false)}
      title={t('title')}
      description={t('detail')}
      size="sm"
      actions={
        <>
          <Button onClick={() => onDone(false)}>{ui('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)}>
        {/* For password managers: whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
        <Field label={t('password')} error={problem}>
          <Input ref={input} type="password" name="password" autoComplete="current-password" value={password} onValueChange={setPassword} />
        </Field>
      </form>
    </Dialog>
  );
}
