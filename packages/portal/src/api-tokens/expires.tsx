import { DateTime, useRegional } from '../ui/date-time.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { daysLeft, expiryState } from './expiry.ts';
import { useTokenTexts } from './texts.ts';

/** When a token ends, with a warning in its last two weeks. */
export function Expires({ at }: { at: string | null | undefined }) {
  const t = useTokenTexts();
  const { timeZone } = useRegional();
  const now = Date.now();
  const state = expiryState(at, now);
  if (!at) return <span className="text-muted">{t('never')}</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <DateTime value={at} style="date" />
      {state === 'soon' && <Chip label={t('left', { count: daysLeft(at, now, timeZone) })} tone="warning" />}
      {state === 'expired' && <Chip label={t('expired')} tone="danger" />}
    </span>
  );
}

export function LastAccess({ at }: { at: string | undefined }) {
  const t = useTokenTexts();
  return at ? <DateTime value={at} style="relative" /> : <span className="whitespace-nowrap text-muted">{t('neverUsed')}</span>;
}
