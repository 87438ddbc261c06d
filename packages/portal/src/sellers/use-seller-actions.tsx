import type { Seller } from '@tenantry/contract/sellers';
import { Ban, CirclePause, Pencil, Play, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { sellersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { usePartiesChanged, useQuestion } from '../parties/use-question.tsx';
import { useRights } from '../parties/use-rights.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useSellerTexts } from './texts.ts';

type Action = 'activate' | 'deactivate' | 'disable' | 'delete';

const words = { activate: 'activated', deactivate: 'deactivated', disable: 'disabled', delete: 'deleted' } as const;

/** What operators can do to a seller in its present state (spec 13); nobody else can do anything. */
export function useSellerActions(
  onEdit?: (seller: Seller) => void,
  onDeleted?: () => unknown,
): { actionsOf: (seller: Seller) => MenuAction[]; question: ReactNode } {
  const t = useSellerTexts();
  const party = usePartyTexts();
  const changed = usePartiesChanged();
  const { operates } = useRights();
  const { ask, question } = useQuestion();

  const choose = (seller: Seller, action: Action) => () =>
    ask({
      title: t(`action.${action}Question`, { name: seller.name }),
      details: [t(`action.${action}Detail`)],
      confirmLabel: t(`action.${action}`),
      danger: action === 'disable' || action === 'delete',
      ...(action === 'delete' ? { typeToConfirm: seller.name } : {}),
      async run() {
        if (action === 'delete') await api.delete(`${sellersPath}/${seller.id}`);
        else await api.post(`${sellersPath}/${seller.id}/${action}`);
        showToast({ title: t(`action.${words[action]}`, { name: seller.name }) });
        if (action === 'delete') await onDeleted?.();
        changed();
      },
    });

  const actionsOf = (seller: Seller): MenuAction[] => {
    const isActive = seller.status === 'Active';
    if (!operates) return [];
    return [
      { id: 'edit', label: party('edit'), icon: Pencil, hidden: !onEdit, run: () => onEdit?.(seller) },
      { id: 'activate', label: t('action.activate'), icon: Play, hidden: isActive, run: choose(seller, 'activate') },
      { id: 'deactivate', label: t('action.deactivate'), icon: CirclePause, hidden: !isActive, run: choose(seller, 'deactivate') },
      { id: 'disable', label: t('action.disable'), icon: Ban, danger: true, hidden: !isActive, run: choose(seller, 'disable') },
      { id: 'delete', label: t('action.delete'), icon: Trash2, danger: true, run: choose(seller, 'delete') },
    ];
  };
  return { actionsOf, question };
}
