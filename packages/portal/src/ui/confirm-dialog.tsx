import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { Notice } from './notice.tsx';
import { problemText } from './problem-text.ts';
import { useUiTexts } from './texts.ts';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  /** A question: "Remove Ada Roth?" */
  title: string;
  /** What will happen, and what will not. */
  children?: ReactNode;
  /** A verb: "Remove". */
  confirmLabel: string;
  danger?: boolean;
  /** For what cannot be taken back: the person must type this text first. */
  typeToConfirm?: string | undefined;
  /** Stays open and shows the problem when it throws. */
  onConfirm: () => Promise<unknown> | unknown;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  // Mounted only while open, so that a second opening starts clean.
  return props.open ? <OpenConfirm {...props} /> : null;
}

function OpenConfirm({ onClose, title, children, confirmLabel, danger, typeToConfirm, onConfirm }: ConfirmDialogProps) {
  const t = useUiTexts();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const matches = typeToConfirm === undefined || typed.trim() === typeToConfirm;

  async function confirm() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(problemText(error, t));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      size="sm"
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            busy={busy}
            onClick={confirm}
            disabledReason={matches ? undefined : t('confirm.typeFirst', { text: typeToConfirm })}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-muted text-sm">
        {children}
        {typeToConfirm !== undefined && (
          <Field label={t('confirm.type', { text: typeToConfirm })}>
            <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
          </Field>
        )}
        {problem && <Notice tone="danger">{problem}</Notice>}
      </div>
    </Dialog>
  );
}
