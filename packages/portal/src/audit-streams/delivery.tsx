import type { AuditStream } from '@tenantry/contract/audit-streams';
import { useRegional } from '../ui/date-time.tsx';
import type { Tone } from '../ui/notice.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useStreamTexts } from './texts.ts';

type State = 'disabled' | 'failing' | 'behind' | 'current';

const tones: Record<State, Tone> = { disabled: 'neutral', failing: 'danger', behind: 'info', current: 'success' };

/** How the delivery of a stream goes. */
export function deliveryOf({ status, lastError, waiting }: AuditStream): State {
  if (status !== 'Enabled') return 'disabled';
  if (lastError) return 'failing';
  return waiting > 0 ? 'behind' : 'current';
}

/** In one word, how much waits, and what is wrong. */
export function Delivery({ stream, brief = false }: { stream: AuditStream; brief?: boolean }) {
  const t = useStreamTexts();
  const state = deliveryOf(stream);
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <Chip label={t(`delivery.${state}`)} tone={tones[state]} dot />
      {!brief && stream.waiting > 0 && <span className="text-muted text-xs">{t('delivery.waiting', { count: stream.waiting })}</span>}
      {!brief && stream.lastError && <span className="max-w-72 text-danger-ink text-xs wrap-anywhere">{stream.lastError.message}</span>}
    </span>
  );
}

/** A number as this person writes it. */
export function Count({ value }: { value: number }) {
  const { numbers } = useRegional();
  return <span className="tabular-nums">{value.toLocaleString(numbers)}</span>;
}

/** Where a stream leads, in one line. */
export function targetText({ kind, target }: Pick<AuditStream, 'kind' | 'target'>): string {
  if (kind === 'webhook') return target.url ?? '';
  return kind === 'syslog' ? `${target.host ?? ''}:${target.port ?? 6514}` : (target.name ?? '');
}
