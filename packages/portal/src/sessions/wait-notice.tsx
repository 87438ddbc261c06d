import { Notice } from '../ui/notice.tsx';
import { useSignInTexts } from './texts.ts';
import type { Wait } from './use-wait.ts';

/** How long to wait, counting down; a screen reader is told the time once instead of every second, and when it is over. */
export function WaitNotice({ wait: { left, total } }: { wait: Wait }) {
  const t = useSignInTexts();
  if (total === 0) return null;
  if (left === 0) return <Notice>{t('signIn.waitOver')}</Notice>;
  return (
    <Notice tone="warning">
      {t('signIn.wait')}{' '}
      <strong aria-hidden className="tabular-nums">
        {t('signIn.seconds', { count: left })}
      </strong>
      <span className="sr-only">{t('signIn.seconds', { count: total })}</span>.
    </Notice>
  );
}
