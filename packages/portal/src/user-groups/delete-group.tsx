import { useQueryClient } from '@tanstack/react-query';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { api } from '../api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tableKey } from '../ui/data-table/index.ts';
import { showToast } from '../ui/toast.tsx';
import { groupPath, useGroupsChanged } from './queries.ts';
import { useGroupTexts } from './texts.ts';

export interface DeleteGroupProps {
  group: UserGroup | undefined;
  onClose: () => void;
  onDeleted?: () => unknown;
}

/** Asks for the group's name, because deleting is final; a refusal of the server is shown inside. */
export function DeleteGroup({ group, onClose, onDeleted }: DeleteGroupProps) {
  const t = useGroupTexts();
  const queries = useQueryClient();
  const changed = useGroupsChanged();
  if (!group) return null;

  async function remove({ id, name }: UserGroup) {
    await api.delete(groupPath(id));
    showToast({ title: t('delete.done', { name }) });
    // The list must not come back with the deleted row, whose picture is gone already.
    queries.removeQueries({ queryKey: tableKey('groups'), type: 'inactive' });
    await onDeleted?.();
    changed();
  }

  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('delete.question', { name: group.name })}
      confirmLabel={t('delete.action')}
      typeToConfirm={group.name}
      onConfirm={() => remove(group)}
    >
      <ul className="list-disc space-y-1 ps-5">
        <li>{t('delete.final')}</li>
        <li>{t('delete.keeps')}</li>
        <li>{t('delete.audit')}</li>
      </ul>
    </ConfirmDialog>
  );
}
