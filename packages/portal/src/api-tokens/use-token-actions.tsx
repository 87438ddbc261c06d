import { useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { CircleOff, CirclePlay, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatDate } from '../ui/date-time.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { deleteToken, disableToken, enableToken, refreshTokens } from './queries.ts';
import { useTokenTexts } from './texts.ts';

export interface TokenActions {
  /** Only what fits the state of the token. */
  actionsOf: (token: ApiToken) => MenuAction[];
  dialogs: ReactNode;
}

interface Options {
  /** Absent where a button of its own does it. */
  onEdit?: (token: ApiToken) => void;
  onDeleted?: () => void;
}

/** Enable, disable, edit and delete, with what each asks before. Disabling is taken back by Undo, so it does not ask. */
export function useTokenActions({ onEdit, onDeleted }: Options): TokenActions {
  const t = useTokenTexts();
  const ui = useUiTexts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<{ what: 'enable' | 'delete'; token: ApiToken }>();

  async function change({ id, name }: ApiToken, to: 'enabled' | 'disabled') {
    await (to === 'enabled' ? enableToken(id) : disableToken(id));
    await refreshTokens(queries, id);
    return t(to, { name });
  }

  async function undoDisable(token: ApiToken) {
    try {
      showToast({ title: await change(token, 'enabled') });
    } catch (error) {
      showProblem(error, t('failed'));
    }
  }

  async function disable(token: ApiToken) {
    try {
      const title = await change(token, 'disabled');
      showToast({ title, action: { label: ui('undo'), run: () => undoDisable(token) } });
    } catch (error) {
      showProblem(error, t('failed'));
    }
  }

  async function remove({ id, name }: ApiToken) {
    await deleteToken(id);
    queries.removeQueries({ queryKey: ['api-token', id] });
    // The page of what is gone is left before its data are asked for again.
    onDeleted?.();
    await refreshTokens(queries);
    showToast({ title: t('deleted', { name }) });
  }

  const actionsOf = (token: ApiToken): MenuAction[] => [
    {
      id: 'enable',
      label: t('action.enable'),
      icon: CirclePlay,
      hidden: token.status !== 'Disabled',
      run: () => setAsking({ what: 'enable', token }),
    },
    { id: 'disable', label: t('action.disable'), icon: CircleOff, hidden: token.status !== 'Active', run: () => disable(token) },
    { id: 'edit', label: t('action.edit'), icon: Pencil, hidden: !onEdit, run: () => onEdit?.(token) },
    { id: 'delete', label: t('action.delete'), icon: Trash2, danger: true, run: () => setAsking({ what: 'delete', token }) },
  ];

  const close = () => setAsking(undefined);
  const token = asking?.token;
  const dialogs = token && (
    <>
      <ConfirmDialog
        open={asking.what === 'enable'}
        onClose={close}
        title={t('enable.title', { name: token.name })}
        confirmLabel={t('action.enable')}
        onConfirm={async () => showToast({ title: await change(token, 'enabled') })}
      >
        <p>{t('enable.detail')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking.what === 'delete'}
        onClose={close}
        title={t('delete.title', { name: token.name })}
        confirmLabel={t('action.delete')}
        danger
        typeToConfirm={token.name.trim()}
        onConfirm={() => remove(token)}
      >
        <p>{t('delete.detail')}</p>
        <p className="font-medium text-ink">
          {token.lastAccessAt ? t('delete.used', { when: formatDate(token.lastAccessAt, 'relative') }) : t('delete.unused')}
        </p>
        {token.status === 'Active' && <p>{t('delete.disableInstead')}</p>}
      </ConfirmDialog>
    </>
  );
  return { actionsOf, dialogs };
}
