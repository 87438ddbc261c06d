import type { Mail } from '@tenantry/contract/mails';
import { Chip } from '../ui/status-chip.tsx';
import { useMailTexts } from './texts.ts';

const tones = { Queued: 'info', Sent: 'success', Kept: 'neutral', Failed: 'danger' } as const;

/** Whether it left. `quiet` says nothing of what is as it should be. */
export function MailStatus({ mail: { status }, quiet = false }: { mail: Mail; quiet?: boolean }) {
  const t = useMailTexts();
  if (quiet && (status === 'Kept' || status === 'Sent')) return null;
  return <Chip label={t(`status.${status}`)} tone={tones[status]} dot />;
}
