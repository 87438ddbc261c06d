import { CircleAlert, Lock, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../api.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';
import { useUiTexts } from './texts.ts';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {Icon && (
        <span className="mb-3 flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
          <Icon aria-hidden className="size-5" />
        </span>
      )}
      <h2 className="font-semibold text-base">{title}</h2>
      {children && <div className="mt-1 max-w-md text-muted text-sm">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => unknown;
}

/** What went wrong in one sentence, the trace id for support, and another try. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useUiTexts();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const gone = problem?.status === 404;
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-3 flex size-10 items-center justify-center rounded-full bg-danger-soft text-danger-ink">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold text-base">{gone ? t('error.notFound') : t('error.title')}</h2>
      <p className="mt-1 max-w-md text-muted text-sm">{gone ? t('error.notFoundDetail') : (problem?.detail ?? t('error.unexpected'))}</p>
      {problem?.traceId && (
        <p className="mt-3 flex max-w-full items-center gap-1 text-muted text-xs">
          <span className="min-w-0 break-all">
            {t('error.trace')} <code>{problem.traceId}</code>
          </span>
          <CopyButton text={problem.traceId} label={t('error.copyTrace')} />
        </p>
      )}
      {onRetry && (
        <Button className="mt-4" onClick={() => void onRetry()}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

export interface ExplainProps {
  /** What the person cannot do: "Remove this group". */
  what: string;
  reason: string;
  /** What it takes: "Access management". */
  needs?: string;
  /** Who can grant it. */
  ask?: ReactNode;
}

/** "Why can't I?": a small link that opens the reason, what it takes and whom to ask. */
export function Explain({ what, reason, needs, ask }: ExplainProps) {
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" icon={Lock} onClick={() => setOpen(true)}>
        {t('explain.why')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('explain.title', { what })}
        size="sm"
        actions={<Button onClick={() => setOpen(false)}>{t('close')}</Button>}
      >
        <dl className="flex flex-col gap-3 text-sm">
          <Row term={t('explain.reason')} text={reason} />
          {needs && <Row term={t('explain.needs')} text={needs} />}
          {ask && <Row term={t('explain.ask')} text={ask} />}
        </dl>
      </Dialog>
    </>
  );
}

function Row({ term, text }: { term: string; text: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
