import { useQueryClient } from '@tanstack/react-query';
import type { AuditStream } from '@tenantry/contract/audit-streams';
import { CircleOff, CirclePlay, KeyRound, Pencil, Rewind, Send, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useQuestion } from '../parties/use-question.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import { showProblem, showToast } from '../ui/toast.tsx';
import { NewSecret } from './new-secret.tsx';
import { deleteStream, disableStream, enableStream, refreshStreams, updateStream } from './queries.ts';
import { RewindDialog } from './rewind-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { useStreamTexts } from './texts.ts';

interface Options {
  /** Absent where a button of its own does it. */
  onEdit?: (stream: AuditStream) => void;
  onDeleted?: () => unknown;
}

/** What can be done with a stream in its present state, with what each asks before. */
export function useStreamActions({ onEdit, onDeleted }: Options): { actionsOf: (stream: AuditStream) => MenuAction[]; dialogs: ReactNode } {
  const t = useStreamTexts();
  const { ask, choices } = useStreamQuestions(onDeleted);
  const [shown, setShown] = useState<{ what: 'test' | 'rewind'; stream: AuditStream }>();
  const close = () => setShown(undefined);
  const actionsOf = (stream: AuditStream): MenuAction[] => [
    { id: 'edit', label: t('action.edit'), icon: Pencil, hidden: !onEdit, run: () => onEdit?.(stream) },
    { id: 'test', label: t('action.test'), icon: Send, run: () => setShown({ what: 'test', stream }) },
    { id: 'rewind', label: t('action.rewind'), icon: Rewind, run: () => setShown({ what: 'rewind', stream }) },
    { id: 'renew', label: t('action.renew'), icon: KeyRound, hidden: stream.kind !== 'webhook', run: () => choices.renew(stream) },
    { id: 'enable', label: t('action.enable'), icon: CirclePlay, hidden: stream.status === 'Enabled', run: () => choices.enable(stream) },
    { id: 'disable', label: t('action.disable'), icon: CircleOff, hidden: stream.status !== 'Enabled', run: () => choices.disable(stream) },
    { id: 'delete', label: t('action.delete'), icon: Trash2, danger: true, run: () => choices.remove(stream) },
  ];
  const dialogs = (
    <>
      {shown?.what === 'test' && <TestDialog stream={shown.stream} onClose={close} />}
      {shown?.what === 'rewind' && <RewindDialog stream={shown.stream} onClose={close} />}
      {ask}
    </>
  );
  return { actionsOf, dialogs };
}

function useStreamQuestions(onDeleted: Options['onDeleted']) {
  const t = useStreamTexts();
  const queries = useQueryClient();
  const { ask, question } = useQuestion();
  const [renewed, setRenewed] = useState<AuditStream>();

  async function enable({ id, name }: AuditStream) {
    try {
      await enableStream(id);
      showToast({ title: t('action.enabled', { name }) });
      await refreshStreams(queries, id);
    } catch (error) {
      showProblem(error, t('failed'));
    }
  }

  const disable = ({ id, name }: AuditStream) =>
    ask({
      title: t('action.disableQuestion', { name }),
      details: [t('action.disableDetail')],
      confirmLabel: t('action.disable'),
      async run() {
        await disableStream(id);
        showToast({ title: t('action.disabled', { name }) });
        await refreshStreams(queries, id);
      },
    });

  const renew = ({ id, name, revision }: AuditStream) =>
    ask({
      title: t('action.renewQuestion', { name }),
      details: [t('action.renewDetail')],
      confirmLabel: t('action.renew'),
      danger: true,
      async run() {
        setRenewed(await updateStream(id, { target: { secret: null } }, revision));
        await refreshStreams(queries, id);
      },
    });

  const remove = ({ id, name }: AuditStream) =>
    ask({
      title: t('action.deleteQuestion', { name }),
      details: [t('action.deleteDetail')],
      confirmLabel: t('action.delete'),
      danger: true,
      typeToConfirm: name.trim(),
      async run() {
        await deleteStream(id);
        queries.removeQueries({ queryKey: ['audit-stream', id] });
        await onDeleted?.();
        await refreshStreams(queries);
        showToast({ title: t('action.deleted', { name }) });
      },
    });

  const dialogs = renewed ? <NewSecret stream={renewed} onClose={() => setRenewed(undefined)} /> : question;
  return { ask: dialogs, choices: { enable, disable, renew, remove } };
}
