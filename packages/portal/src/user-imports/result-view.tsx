import { useQueryClient } from '@tanstack/react-query';
import type { UserImport } from '@tenantry/contract/user-imports';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tableKey } from '../ui/data-table/index.ts';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import type { OutcomePart } from './outcome-bar.tsx';
import { useImportTexts } from './texts.ts';
import { importKey, importsTable, useImportsPath } from './use-imports.ts';

/** What an import did, and the way back while invitations are open. */
export function ResultView({ batch, parts }: { batch: UserImport; parts: readonly OutcomePart[] }) {
  const t = useImportTexts();
  const [asking, setAsking] = useState(false);
  const count = (outcome: OutcomePart['outcome']) => parts.find((part) => part.outcome === outcome)?.count ?? 0;
  const { counts, status } = batch;
  const skipped = count('skipped');
  return (
    <div className="flex flex-col gap-3">
      {status === 'Undone' && (
        <Notice tone="neutral" title={t('result.undone', { count: counts.undone })}>
          {t('result.undoneDetail')}
        </Notice>
      )}
      {status === 'Failed' && (
        <Notice tone="danger" title={t('result.failed')}>
          {t('result.failedDetail', { done: counts.done, total: counts.create })}
        </Notice>
      )}
      {status === 'Completed' && (
        <Notice tone={skipped > 0 ? 'warning' : 'success'} title={t('result.done', { count: count('created') })}>
          {skipped > 0 && t('result.skipped', { count: skipped })}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Link plain to="/administration/settings/users" search={{ sort: '-audit.created.at' }} className={buttonClass('secondary')}>
          {t('result.users')}
        </Link>
        {status !== 'Undone' && count('created') > 0 && (
          <Button variant="danger-ghost" icon={Undo2} onClick={() => setAsking(true)}>
            {t('undo.button')}
          </Button>
        )}
      </div>
      <UndoDialog batch={batch} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function UndoDialog({ batch, open, onClose }: { batch: UserImport; open: boolean; onClose: () => void }) {
  const t = useImportTexts();
  const queries = useQueryClient();
  const path = useImportsPath();
  async function undo() {
    await api.post(`${path}/${batch.id}/undo`);
    showToast({ title: t('undo.done') });
    for (const queryKey of [importKey(batch.id), tableKey(importsTable), tableKey('users')]) void queries.invalidateQueries({ queryKey });
  }
  return (
    <ConfirmDialog open={open} onClose={onClose} title={t('undo.title')} confirmLabel={t('undo.confirm')} danger onConfirm={undo}>
      <ul className="list-disc space-y-1 ps-5">
        <li>{t('undo.open')}</li>
        <li>{t('undo.accepted')}</li>
        <li>{t('undo.groups')}</li>
      </ul>
    </ConfirmDialog>
  );
}
