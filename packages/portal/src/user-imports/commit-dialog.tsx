import { useQueryClient } from '@tanstack/react-query';
import type { UserImport } from '@tenantry/contract/user-imports';
import { api } from '../api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tableKey } from '../ui/data-table/index.ts';
import { type Choices, createIt } from './choices.ts';
import { useImportTexts } from './texts.ts';
import { importKey, importsTable, useImportsPath } from './use-imports.ts';

export interface CommitDialogProps {
  batch: UserImport;
  /** Those of the check that is committed. */
  choices: Choices;
  open: boolean;
  onClose: () => void;
}

/** The last question before mails go out; commits exactly what the check showed, by its digest. */
export function CommitDialog({ batch, choices, open, onClose }: CommitDialogProps) {
  const t = useImportTexts();
  const queries = useQueryClient();
  const path = useImportsPath();
  const { create, rows } = batch.counts;
  const groups = Object.keys(choices.unknown).filter((name) => choices.unknown[name] === createIt);

  async function commit() {
    const { audit, ...answer } = await api.post<UserImport>(`${path}/${batch.id}/commit`, { digest: batch.digest });
    queries.setQueryData<UserImport>(importKey(batch.id), (now) => ({ ...now, ...answer, ...(audit ? { audit } : {}) }));
    for (const queryKey of [importKey(batch.id), tableKey(importsTable), tableKey('users'), ['groups'], tableKey('groups')])
      void queries.invalidateQueries({ queryKey });
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('commit.title', { count: create })}
      confirmLabel={t('commit.confirm')}
      onConfirm={commit}
    >
      <ul className="list-disc space-y-1 ps-5">
        <li>{t('commit.mails')}</li>
        {rows > create && <li>{t('commit.left', { count: rows - create })}</li>}
        {groups.length > 0 && <li>{t('commit.groups', { groups: groups.join(', ') })}</li>}
        <li>{t('commit.undo')}</li>
      </ul>
    </ConfirmDialog>
  );
}
