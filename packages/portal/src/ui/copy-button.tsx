import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { useUiTexts } from './texts.ts';
import { showProblem } from './toast.tsx';

export interface CopyButtonProps {
  /** The text, or a way to get it when it is asked for. */
  text: string | (() => Promise<string | undefined>);
  /** Says what is copied: "Copy token". */
  label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useUiTexts();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  async function copy() {
    try {
      const value = typeof text === 'string' ? text : await text();
      if (value === undefined) return;
      await navigator.clipboard.writeText(value);
      setDone(true);
    } catch (error) {
      showProblem(error, t('error.unexpected'));
    }
  }
  return (
    <>
      <IconButton icon={done ? Check : Copy} label={label ?? t('copy')} size="sm" onClick={() => void copy()} />
      <span role="status" className="sr-only">
        {done ? t('copied') : ''}
      </span>
    </>
  );
}

export interface SecretFieldProps {
  label: string;
  /** Fetches the secret when the eye or the copy button is pressed; `undefined` when the person changed their mind. Kept only while shown. */
  reveal: () => Promise<string | undefined>;
  /** Last characters, for recognition. */
  hint?: string;
  extra?: ReactNode;
}

/** A masked secret with eye and copy. Nothing is fetched before somebody asks. */
export function SecretField({ label, reveal, hint = '', extra }: SecretFieldProps) {
  const t = useUiTexts();
  const [secret, setSecret] = useState<string>();
  async function toggle() {
    try {
      setSecret(secret === undefined ? await reveal() : undefined);
    } catch (error) {
      showProblem(error, t('error.unexpected'));
    }
  }
  return (
    <div className="flex min-w-0 items-center gap-1">
      <input
        readOnly
        aria-label={label}
        value={secret ?? `${'•'.repeat(24)}${hint}`}
        autoComplete="off"
        spellCheck={false}
        className="control h-8 min-w-0 flex-1 px-2 font-mono text-xs"
      />
      <IconButton
        icon={secret === undefined ? Eye : EyeOff}
        label={secret === undefined ? t('secret.show', { label }) : t('secret.hide', { label })}
        size="sm"
        onClick={() => void toggle()}
      />
      <CopyButton text={secret ?? reveal} label={t('secret.copy', { label })} />
      {extra}
    </div>
  );
}
