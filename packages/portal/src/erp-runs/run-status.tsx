import type { ErpRun } from '@tenantry/contract/erp-runs';
import { useRegional } from '../ui/date-time.tsx';
import type { Tone } from '../ui/notice.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useErpRunTexts } from './texts.ts';

const tones: Record<ErpRun['status'], Tone> = {
  Queued: 'info',
  Running: 'info',
  Completed: 'success',
  Unchanged: 'neutral',
  Failed: 'danger',
};

export function RunStatus({ status }: Pick<ErpRun, 'status'>) {
  const t = useErpRunTexts();
  return <Chip label={t(`statuses.${status}`)} tone={tones[status]} dot />;
}

/** A number as this person writes it; what asks for attention stands out while it is not zero. */
export function Count({ value, alarming = false }: { value: number; alarming?: boolean }) {
  const { numbers } = useRegional();
  const look = value === 0 ? 'text-muted' : alarming ? 'font-medium text-danger-ink' : '';
  return <span className={look}>{value.toLocaleString(numbers)}</span>;
}
