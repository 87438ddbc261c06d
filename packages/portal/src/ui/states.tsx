import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { problemText } from './problem-text.ts';
import { useUiTexts } from './texts.ts';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is the whole page, so its title is the page's. */
  page?: boolean;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action, page }: EmptyStateProps) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {Icon && (
        <span className="mb-3 flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
          <Icon aria-hidden className="size-5" />
        </span>
      )}
      <Title className="font-semibold text-base">{title}</Title>
      {children && <div className="mt-1 max-w-md text-muted text-sm">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => unknown;
  /** It is the whole page. */
  page?: boolean;
}

/** What went wrong in one sentence, the trace id for support, and another try. */
export function ErrorState({ error, onRetry, page }: ErrorStateProps) {
  const Title = page ? 'h1' : 'h2';
  const t = useUiTexts();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const gone = problem?.status === 404;
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-3 flex size-10 items-center justify-center rounded-full bg-danger-soft text-danger-ink">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <Title className="font-semibold text-base">{gone ? t('error.notFound') : t('error.title')}</Title>
      <p className="mt-1 max-w-md text-muted text-sm">{gone ? t('error.notFoundDetail') : problemText(error, t)}</p>
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
