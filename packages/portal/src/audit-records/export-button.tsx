import { Download } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { ExportView } from './save-export.ts';
import { useAuditTexts } from './texts.ts';

export interface ExportButtonProps {
  filter: string | undefined;
  /** As the table has it; a file is always in the order of time. */
  order: string | undefined;
}

/** Opens the dialog that saves the records of a view as a file. */
export function ExportButton({ filter, order }: ExportButtonProps) {
  const t = useAuditTexts();
  const [open, setOpen] = useState(false);
  const view: ExportView = { filter, order: order === 'timestamp' ? order : '-timestamp' };
  return (
    <>
      <IconButton icon={Download} label={t('export.open')} onClick={() => setOpen(true)} />
      {open && <ExportDialog view={view} reordered={order !== view.order} onClose={() => setOpen(false)} />}
    </>
  );
}
