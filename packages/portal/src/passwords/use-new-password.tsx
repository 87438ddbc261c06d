import { type ReactNode, useRef, useState } from 'react';
import { ApiError } from '../api.ts';
import { useInstallation } from '../installation/installation.ts';
import { Field } from '../ui/field.tsx';
import { Checklist } from './checklist.tsx';
import { PasswordInput } from './password-input.tsx';
import { judge, type Person } from './requirements.ts';
import { usePasswordTexts } from './texts.ts';

export interface NewPasswordOptions {
  /** `new` where there was one before, `first` where somebody registers. */
  label: 'new' | 'first';
  /** Whose it will be, where that is known. */
  person?: Person;
}

export interface NewPassword {
  password: string;
  /** Both inputs and the checklist. */
  fields: ReactNode;
  /** Whether it may be sent. Otherwise says at the fields what is missing, and focuses the first unless told not to. */
  check: (focus?: boolean) => boolean;
  /** Shows what the server says against the password; `false` when the failure is about something else. */
  refuse: (error: unknown) => boolean;
}

/** Choosing a password: entered twice, with the installation's requirements. */
export function useNewPassword({ label, person }: NewPasswordOptions): NewPassword {
  const t = usePasswordTexts();
  const policy = useInstallation()?.passwordPolicy;
  const [entry, setEntry] = useState({ password: '', repeat: '' });
  const [errors, setErrors] = useState<{ password?: string | undefined; repeat?: string | undefined }>({});
  const inputs = { password: useRef<HTMLInputElement>(null), repeat: useRef<HTMLInputElement>(null) };

  function check(focus = true): boolean {
    const missing = policy ? judge(policy, entry, person).filter((one) => !one.met && one.requirement !== 'same') : [];
    const found = {
      password: entry.password === '' ? t('missing') : missing.length > 0 ? t('notYet') : undefined,
      repeat: entry.password !== entry.repeat ? t('notSame') : undefined,
    };
    setErrors(found);
    const first = found.password ? 'password' : found.repeat ? 'repeat' : undefined;
    if (first && focus) inputs[first].current?.focus();
    return first === undefined;
  }

  function refuse(error: unknown): boolean {
    const told = error instanceof ApiError ? error.problem.errors : undefined;
    if (!told || Array.isArray(told)) return false;
    const messages = Object.entries(told as Record<string, readonly string[]>).find(([path]) => /(^|\.)password$/.test(path))?.[1];
    if (!messages) return false;
    setErrors({ password: messages.map((message) => inOwnWords(message, t)).join(' ') });
    inputs.password.current?.focus();
    return true;
  }

  const bind = (name: 'password' | 'repeat') => ({
    ref: inputs[name],
    value: entry[name],
    onValueChange: (value: string) => {
      setEntry((before) => ({ ...before, [name]: value }));
      setErrors((before) => ({ ...before, [name]: undefined }));
    },
    autoComplete: 'new-password',
    maxLength: 1024,
    'aria-required': true,
  });
  const fields = (
    <>
      <Field
        label={t(label)}
        required
        error={errors.password}
        help={policy && <span className="sr-only">{t('length', { count: policy.lengthMin })}</span>}
      >
        <PasswordInput {...bind('password')} name="new-password" />
      </Field>
      <Field label={t('repeat')} required error={errors.repeat}>
        <PasswordInput {...bind('repeat')} name="new-password-repeated" />
      </Field>
      {policy && <Checklist policy={policy} entry={entry} person={person} />}
    </>
  );
  return { password: entry.password, fields, check, refuse };
}

/** The two that only the server judges, in the reader's language; it says all its sentences in English. */
function inOwnWords(message: string, t: ReturnType<typeof usePasswordTexts>): string {
  if (message.includes('guessed first')) return t('isCommon');
  return message.includes('name or e-mail') ? t('isPersonal') : message;
}
