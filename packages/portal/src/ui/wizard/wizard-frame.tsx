import { Check, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../button.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { cx } from '../cx.ts';
import { DialogFrame, DialogTitle } from '../dialog.tsx';
import { useUiTexts } from '../texts.ts';

export interface WizardEntry {
  id: string;
  label: string;
  /** `free` and `bad` belong to edit mode, where every step can be chosen. */
  state: 'current' | 'done' | 'later' | 'free' | 'bad';
}

export interface WizardFrameProps {
  title: string;
  entries: readonly WizardEntry[];
  onSelect: ((index: number) => void) | undefined;
  onClose: () => void;
  dirty: boolean;
  /** Enter in a one-line input does what the main button does. */
  onEnter: (() => Promise<void>) | undefined;
  footer: ReactNode;
  /** The footer closes by itself. */
  finished?: boolean;
  children: ReactNode;
}

/** The modal of both wizards: steps at the left (above on small screens), content, buttons. */
export function WizardFrame({ title, entries, onSelect, onClose, dirty, onEnter, footer, finished = false, children }: WizardFrameProps) {
  const t = useUiTexts();
  const [asking, setAsking] = useState(false);
  const current = entries.findIndex((entry) => entry.state === 'current');
  const content = useFocusOnStep(current);
  const close = () => (dirty ? setAsking(true) : onClose());

  return (
    <DialogFrame
      open
      initialFocus={() => firstControl(content.current)}
      onClose={close}
      sticky={dirty}
      className="h-[94dvh] sm:h-[min(40rem,80dvh)] sm:max-w-4xl"
    >
      <header className="border-b py-3 ps-5 pe-14">
        <DialogTitle className="font-semibold text-lg">{title}</DialogTitle>
      </header>
      <div className="flex min-h-0 flex-1 flex-col sm:flex-row">
        <Steps entries={entries} onSelect={onSelect} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter is only forwarded from inputs inside */}
        <div
          ref={content}
          tabIndex={-1}
          onKeyDown={(event) => forwardEnter(event, onEnter)}
          className="relative flex min-h-0 min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-5"
        >
          <p className="sr-only" role="status">
            {t('wizard.step', { number: current + 1, total: entries.length })}: {entries[current]?.label}
          </p>
          {children}
        </div>
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3">
        {!finished && (
          <Button variant="ghost" className="me-auto" onClick={close}>
            {t('close')}
          </Button>
        )}
        {footer}
      </footer>
      <IconButton icon={X} label={t('close')} onClick={close} className="absolute end-3 top-2" />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('wizard.leaveTitle')}
        confirmLabel={t('wizard.discard')}
        danger
        onConfirm={onClose}
      >
        {t('wizard.leaveDetail')}
      </ConfirmDialog>
    </DialogFrame>
  );
}

function Steps({ entries, onSelect }: Pick<WizardFrameProps, 'entries' | 'onSelect'>) {
  const t = useUiTexts();
  return (
    <nav
      aria-label={t('wizard.steps')}
      className="border-b bg-sunken p-2 sm:w-52 sm:shrink-0 sm:overflow-y-auto sm:border-e sm:border-b-0 sm:p-3"
    >
      <ol className="flex gap-1 sm:flex-col">
        {entries.map((entry, index) => (
          <Entry key={entry.id} entry={entry} number={index + 1} onSelect={onSelect && (() => onSelect(index))} />
        ))}
      </ol>
    </nav>
  );
}

function forwardEnter(event: KeyboardEvent, onEnter: (() => Promise<void>) | undefined): void {
  const target = event.target as HTMLInputElement;
  const oneLine = target.tagName === 'INPUT' && ['text', 'email', 'tel', 'url', 'password', 'number'].includes(target.type);
  if (event.key !== 'Enter' || !oneLine || target.role === 'combobox' || event.defaultPrevented || !onEnter) return;
  event.preventDefault();
  void onEnter();
}

/** Moves the focus into a step when it opens; the dialog itself does so for the first one. */
function useFocusOnStep(current: number): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    firstControl(content.current)?.focus();
  }, [current]);
  return content;
}

// On a step without controls (the overview) focus goes to the step itself, so that it is read.
function firstControl(content: HTMLDivElement | null): HTMLElement | null {
  const controls =
    content?.querySelectorAll<HTMLElement>('input:not([type=hidden]), textarea, select, [role=combobox], [role=checkbox], button') ?? [];
  return [...controls].find((control) => !control.closest('[hidden], [aria-hidden=true]') && !control.hasAttribute('disabled')) ?? content;
}

const marks: Record<WizardEntry['state'], string> = {
  current: 'bg-accent text-on-accent',
  done: 'bg-accent-soft text-accent-ink',
  later: 'border border-line-strong text-muted',
  free: 'border border-line-strong text-muted',
  bad: 'bg-danger-soft text-danger-ink',
};

function Entry({ entry, number, onSelect }: { entry: WizardEntry; number: number; onSelect: (() => void) | undefined }) {
  const t = useUiTexts();
  const open = entry.state !== 'later' && onSelect !== undefined;
  return (
    <li className="shrink-0">
      <button
        type="button"
        disabled={!open}
        aria-current={entry.state === 'current' ? 'step' : undefined}
        onClick={onSelect}
        className={cx(
          'relative flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-start text-sm disabled:cursor-default',
          entry.state === 'current' ? 'bg-surface font-medium text-ink shadow-card' : 'text-muted enabled:hover:bg-hover',
        )}
      >
        <span
          aria-hidden
          className={cx('flex size-5 shrink-0 items-center justify-center rounded-full text-2xs tabular-nums', marks[entry.state])}
        >
          {entry.state === 'done' ? <Check className="size-3" strokeWidth={3} /> : entry.state === 'bad' ? '!' : number}
        </span>
        <span className={cx(entry.state !== 'current' && 'max-sm:sr-only')}>{entry.label}</span>
        {entry.state === 'done' && <span className="sr-only"> ({t('wizard.done')})</span>}
      </button>
    </li>
  );
}
