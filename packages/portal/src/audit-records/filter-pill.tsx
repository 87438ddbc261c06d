import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import { useAuditTexts } from './texts.ts';

export interface FilterPillProps {
  label: string;
  /** Whether it narrows the list now. */
  on: boolean;
  /** Absent: it cannot be taken out, only changed. */
  onClear?: (() => void) | undefined;
  children: ReactNode;
}

/** One filter: the control that sets it and, while it is set, the button that takes it out. */
export function FilterPill({ label, on, onClear, children }: FilterPillProps) {
  const t = useAuditTexts();
  return (
    <span
      className={cx(
        'inline-flex h-8 min-w-0 max-w-full items-center rounded-md border text-sm',
        on ? 'border-accent/40 bg-accent-soft text-accent-ink' : 'border-line-strong bg-surface text-ink hover:bg-hover',
      )}
    >
      {children}
      {on && onClear && (
        <button
          type="button"
          aria-label={t('filter.remove', { label })}
          onClick={onClear}
          className="-ms-1.5 flex h-full shrink-0 items-center rounded-e-md px-1.5 hover:bg-hover"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}

/** What stands on the control: the name of the filter and, when it is set, its value. */
export function PillText({ label, value }: { label: string; value: ReactNode }) {
  return (
    <span className="min-w-0 truncate">
      {label}
      {value !== undefined && <span className="font-medium">: {value}</span>}
    </span>
  );
}

/** The control fills the pill, so that all of it can be pressed. */
export const pillControl =
  'flex h-full min-w-0 items-center gap-1.5 rounded-md ps-2.5 pe-2 aria-disabled:opacity-55 data-disabled:opacity-55';
