import type { Licensee } from '@tenantry/contract/licensees';
import { Ban, Pencil, Play, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { licenseesPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { usePartiesChanged, useQuestion } from '../parties/use-question.tsx';
import { useRights } from '../parties/use-rights.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLicenseeTexts } from './texts.ts';

export interface LicenseeActions {
  actionsOf: (licensee: Licensee) => MenuAction[];
  question: ReactNode;
}

/** What this person can do to a licensee in its present state (spec 12.2); only operators delete. */
export function useLicenseeActions(onEdit?: (licensee: Licensee) => void, onDeleted?: () => unknown): LicenseeActions {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  const changed = usePartiesChanged();
  const { manages, operates } = useRights();
  const { ask, question } = useQuestion();

  const act = (licensee: Licensee, action: 'enable' | 'disable') => async () => {
    await api.post(`${licenseesPath}/${licensee.id}/${action}`);
    showToast({ title: t(`action.${action}d`, { name: licensee.name }) });
    changed();
  };
  const enable = (licensee: Licensee) =>
    ask({
      title: t('action.enableQuestion', { name: licensee.name }),
      details: [t('action.enableDetail'), t('action.enableState')],
      confirmLabel: t('action.enable'),
      run: act(licensee, 'enable'),
    });
  const disable = (licensee: Licensee) =>
    ask({
      title: t('action.disableQuestion', { name: licensee.name }),
      details: [t('action.disableDetail'), t('action.disableKeeps')],
      confirmLabel: t('action.disable'),
      danger: true,
      run: act(licensee, 'disable'),
    });
  const remove = (licensee: Licensee) =>
    ask({
      title: t('action.deleteQuestion', { name: licensee.name }),
      details: [t('action.deleteDetail'), t('action.deleteAudit')],
      confirmLabel: t('action.delete'),
      danger: true,
      typeToConfirm: licensee.name,
      async run() {
        await api.delete(`${licenseesPath}/${licensee.id}`);
        showToast({ title: t('action.deleted', { name: licensee.name }) });
        await onDeleted?.();
        changed();
      },
    });

  const actionsOf = (licensee: Licensee): MenuAction[] => {
    const isDisabled = licensee.status === 'Disabled';
    if (!manages) return [];
    return [
      { id: 'edit', label: party('edit'), icon: Pencil, hidden: !onEdit, run: () => onEdit?.(licensee) },
      { id: 'enable', label: t('action.enable'), icon: Play, hidden: !isDisabled, run: () => enable(licensee) },
      { id: 'disable', label: t('action.disable'), icon: Ban, danger: true, hidden: isDisabled, run: () => disable(licensee) },
      { id: 'delete', label: t('action.delete'), icon: Trash2, danger: true, hidden: !operates, run: () => remove(licensee) },
    ];
  };
  return { actionsOf, question };
}
