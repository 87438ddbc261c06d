import type { ErpLink } from '@tenantry/contract/erp-links';
import { text } from '@tenantry/contract/fields';
import { Ban, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Type } from 'typebox';
import { api } from '../api.ts';
import { FormDialog } from '../parties/form-dialog.tsx';
import { erpLinksPath } from '../parties/paths.ts';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { useRights } from '../parties/use-rights.ts';
import { TextareaField, useEditForm } from '../ui/form/index.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLinkTexts } from './texts.ts';

type Action = 'block' | 'unblock';

/** Block or Unblock, whichever fits, with a note; for operators. */
export function useLinkActions(): { actionsOf: (link: ErpLink) => MenuAction[]; dialog: ReactNode } {
  const t = useLinkTexts();
  const { operates } = useRights();
  const [asked, setAsked] = useState<{ action: Action; link: ErpLink }>();
  const actionsOf = (link: ErpLink): MenuAction[] => {
    if (!operates) return [];
    const choose = (action: Action) => () => setAsked({ action, link });
    return [
      { id: 'unblock', label: t('action.unblock'), icon: Play, hidden: link.status !== 'Blocked', run: choose('unblock') },
      { id: 'block', label: t('action.block'), icon: Ban, danger: true, hidden: link.status !== 'Active', run: choose('block') },
    ];
  };
  return { actionsOf, dialog: asked ? <Ask {...asked} onClose={() => setAsked(undefined)} /> : null };
}

function Ask({ action, link, onClose }: { action: Action; link: ErpLink; onClose: () => void }) {
  const t = useLinkTexts();
  const changed = usePartiesChanged();
  const stored = link.note ?? '';
  const edit = useEditForm({
    values: { note: stored },
    schema: Type.Object({ note: Type.Optional(text(2000)) }),
    async save({ note }) {
      await api.post(`${erpLinksPath}/${link.id}/${action}`, note.trim() === stored ? {} : { note: note.trim() || null });
      showToast({ title: t(`action.${action}ed`, { name: link.name }) });
      changed();
    },
  });
  return (
    <FormDialog
      edit={edit}
      title={t(`action.${action}Title`, { name: link.name })}
      description={t(`action.${action}Detail`)}
      submitLabel={t(`action.${action}`)}
      danger={action === 'block'}
      onClose={onClose}
    >
      <TextareaField name="note" label={t('note')} help={t('action.noteHelp')} counter={2000} rows={3} />
    </FormDialog>
  );
}
