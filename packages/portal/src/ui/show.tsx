import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cx } from './cx.ts';
import { Absent } from './date-time.tsx';
import { useUiTexts } from './texts.ts';

export interface ProgressBarProps {
  label: string;
  /** 0 to 1; absent while the end is not known. */
  value?: number;
}

export function ProgressBar({ label, value }: ProgressBarProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="flex flex-col gap-1">
      <span className="flex justify-between gap-2 text-sm">
        <span>{label}</span>
        {percent !== undefined && <span className="text-muted tabular-nums">{percent} %</span>}
      </span>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-full bg-neutral-soft"
      >
        <div
          className={cx('h-full rounded-full bg-accent transition-[width]', percent === undefined && 'w-1/3 animate-pulse')}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}

export interface DiffItem {
  label: string;
  before: ReactNode;
  after: ReactNode;
  /** What stands on both sides of the difference, unmarked, for long texts. */
  around?: { head: string; tail: string };
}

/** What changed, field by field; the caller says "changed" for secrets. */
export function DiffList({ items }: { items: readonly DiffItem[] }) {
  const t = useUiTexts();
  return (
    <dl className="divide-y rounded-lg border text-sm">
      {items.map((item) => (
        <div key={item.label} className="grid gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)]">
          <dt className="text-muted">{item.label}</dt>
          <dd className="wrap-anywhere">
            <span className="sr-only">{t('diff.before')}</span>
            <Around {...item.around}>
              <del className="rounded bg-danger-soft px-1 text-danger-ink decoration-danger-ink/50">{item.before ?? <Absent />}</del>
            </Around>
          </dd>
          <dd className="wrap-anywhere">
            <span className="sr-only">{t('diff.after')}</span>
            <Around {...item.around}>
              <ins className="rounded bg-success-soft px-1 text-success-ink no-underline">{item.after ?? <Absent />}</ins>
            </Around>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const clampedFrom = 400;

/** The difference between what is the same before and after it; what is long opens when it is asked for. */
function Around({ head = '', tail = '', children }: { head?: string; tail?: string; children: ReactNode }) {
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  useEffect(() => setLong((box.current?.textContent.length ?? 0) > clampedFrom), []);
  return (
    <>
      <div ref={box} className={cx('whitespace-pre-line', long && !open && 'line-clamp-6')}>
        {head}
        {children}
        {tail}
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="mt-1 font-medium text-accent-ink text-xs hover:underline"
        >
          {t(open ? 'diff.less' : 'diff.all')}
        </button>
      )}
    </>
  );
}

/** Pretty-printed JSON with a copy button. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const t = useUiTexts();
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? '', [value]);
  return (
    <div className="relative min-w-0 rounded-lg border bg-sunken">
      <span className="absolute end-1.5 top-1.5">
        <CopyButton text={text} label={t('copyNamed', { label })} />
      </span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto p-3 pe-11">
        <pre className="text-xs">{text}</pre>
      </section>
    </div>
  );
}

/** One key, or several pressed together. */
export function Kbd({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-b-2 bg-sunken px-1 text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
