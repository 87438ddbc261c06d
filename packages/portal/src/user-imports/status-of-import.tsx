import type { UserImport } from '@tenantry/contract/user-imports';
import type { Tone } from '../ui/notice.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useImportTexts } from './texts.ts';

const tones: Record<UserImport['status'], Tone> = {
  Checked: 'info',
  Running: 'info',
  Completed: 'success',
  Failed: 'danger',
  Undone: 'neutral',
};

export function StatusOfImport({ status }: Pick<UserImport, 'status'>) {
  const t = useImportTexts();
  return <Chip label={t(`status.${status}`)} tone={tones[status]} dot />;
}
