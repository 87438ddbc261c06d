import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral';

const looks = {
  info: { icon: Info, className: 'bg-info-soft text-info-ink' },
  success: { icon: CircleCheck, className: 'bg-success-soft text-success-ink' },
  warning: { icon: TriangleAlert, className: 'bg-warning-soft text-warning-ink' },
  danger: { icon: CircleAlert, className: 'bg-danger-soft text-danger-ink' },
  neutral: { icon: Info, className: 'bg-neutral-soft text-neutral-ink' },
};

export interface NoticeProps {
  tone?: Tone;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** A message inside the page. A danger notice is announced at once. */
export function Notice({ tone = 'info', title, action, className, children }: NoticeProps) {
  const { icon: Icon, className: look } = looks[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx('flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm', look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <div className="font-medium">{title}</div>}
        {children}
      </div>
      {action}
    </div>
  );
}
