import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Absent } from './date-time.tsx';

export interface PanelProps {
  title?: string;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled card: the unit of every page that is not a table. */
export function Panel({ title, description, actions, className, children }: PanelProps) {
  return (
    <section className={cx('min-w-0 rounded-lg border bg-surface shadow-card', className)}>
      {title && (
        <header className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2.5">
          <div className="min-w-0 flex-1 basis-40">
            <h2 className="font-semibold text-sm">{title}</h2>
            {description && <p className="text-muted text-xs">{description}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className="px-4 py-3.5">{children}</div>
    </section>
  );
}

export interface KeyValueItem {
  /** Anchor of a deep link: the row with this id is flashed when the URL ends in `#id`. */
  id?: string;
  label: string;
  value: ReactNode;
  /** Copy button, "Explain" and the like. */
  action?: ReactNode;
  hidden?: boolean;
}

/** Label and value pairs; absent values read "—". */
export function KeyValue({ items, columns = 1 }: { items: readonly KeyValueItem[]; columns?: 1 | 2 }) {
  return (
    <dl className={cx('grid gap-x-8 gap-y-3.5', columns === 2 && 'md:grid-cols-2')}>
      {items
        .filter((item) => !item.hidden)
        .map((item) => (
          <div
            key={item.label}
            id={item.id}
            className="grid min-w-0 scroll-mt-24 grid-cols-1 gap-x-4 gap-y-0.5 rounded sm:grid-cols-[minmax(8rem,13rem)_minmax(0,1fr)]"
          >
            <dt className="text-muted text-sm">{item.label}</dt>
            <dd className="flex min-w-0 items-start justify-between gap-2 text-sm">
              <span className="min-w-0 flex-1 whitespace-pre-line wrap-anywhere">{isAbsent(item.value) ? <Absent /> : item.value}</span>
              {item.action}
            </dd>
          </div>
        ))}
    </dl>
  );
}

export interface StripItem {
  label: string;
  value: ReactNode;
  hidden?: boolean;
}

/** Two to four facts under the title of a details page. */
export function SummaryStrip({ items }: { items: readonly StripItem[] }) {
  const shown = items.filter((item) => !item.hidden);
  if (shown.length === 0) return null;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
      {shown.map((item) => (
        <div key={item.label} className="min-w-0 bg-sunken px-4 py-3 max-sm:odd:last:col-span-2">
          <dt className="text-muted text-xs">{item.label}</dt>
          <dd className="mt-0.5 min-w-0 font-medium text-sm wrap-anywhere">{isAbsent(item.value) ? <Absent /> : item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isAbsent(value: ReactNode): boolean {
  return value === undefined || value === null || value === '';
}
