import type { ErrorComponentProps } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { useShellTexts } from './texts.ts';

export function NotFound() {
  const t = useShellTexts();
  return (
    <main className="pt-[12dvh]">
      <EmptyState
        page
        icon={Compass}
        title={t('notFound.title')}
        action={
          <Link plain to="/" className={buttonClass('primary')}>
            {t('notFound.home')}
          </Link>
        }
      >
        {t('notFound.detail')}
      </EmptyState>
    </main>
  );
}

/** One page that failed while rendering or loading; the shell around it stays. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  return <ErrorState page error={error} onRetry={reset} />;
}

/** The shell itself failed, as without a session answer. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return (
    <main className="pt-[12dvh]">
      <ErrorState page error={error} onRetry={reset} />
    </main>
  );
}
