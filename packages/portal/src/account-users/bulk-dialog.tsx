import { useMemo, useRef, useState } from 'react';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { BulkQuestion } from './bulk-question.tsx';
import { BulkResults } from './bulk-results.tsx';
import { type BulkKind, type Result, runTasks, taskFor } from './bulk-run.ts';
import type { Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useGroups } from './use-groups.ts';
import { useMembers } from './use-members.ts';

export type { BulkKind };

export interface BulkDialogProps {
  kind: BulkKind;
  rows: readonly Member[];
  /** `true` when something was done. */
  onClose: (done: boolean) => void;
}

const verbs = { resend: 'bulk.run', remove: 'bulk.runRemove', 'add-to-group': 'bulk.runAdd' } as const;

/** Asks, works through the chosen members, and lists what became of each of them. */
export function BulkDialog({ kind, rows, onClose }: BulkDialogProps) {
  const t = useUserTexts();
  const say = useUiTexts();
  const { actor } = useSession();
  const members = useMembers();
  const groups = useGroups().data ?? [];
  const [group, setGroup] = useState<string>();
  const [finished, setFinished] = useState<number>();
  const [results, setResults] = useState<readonly Result[]>();
  const stop = useRef(new AbortController());
  const tasks = useMemo(
    () => rows.map((member) => taskFor(member, { kind, path: members.path, self: actor.id, group })),
    [rows, kind, members.path, actor.id, group],
  );
  const todo = tasks.filter((task) => 'run' in task).length;
  const title = {
    resend: t('bulk.resendTitle'),
    remove: t('bulk.removeTitle', { count: rows.length }),
    'add-to-group': t('bulk.addTitle'),
  };
  const needsGroup = kind === 'add-to-group' && group === undefined;

  async function run() {
    setFinished(0);
    setResults(await runTasks(tasks, say('error.unexpected'), stop.current.signal, setFinished));
    void members.refresh();
  }

  let actions = (
    <>
      <Button onClick={() => onClose(false)}>{say('cancel')}</Button>
      <Button
        variant={kind === 'remove' ? 'danger' : 'primary'}
        disabledReason={needsGroup ? t('bulk.chooseGroup') : todo === 0 ? t('bulk.nothing') : undefined}
        onClick={() => void run()}
      >
        {t(verbs[kind])}
      </Button>
    </>
  );
  if (finished !== undefined) actions = <Button onClick={() => stop.current.abort()}>{t('bulk.stop')}</Button>;
  if (results) {
    actions = (
      <Button variant="primary" onClick={() => onClose(true)}>
        {say('close')}
      </Button>
    );
  }
  return (
    <Dialog
      open
      sticky={finished !== undefined && !results}
      // While it works there is only "stop": closing would hide what becomes of the rest.
      onClose={() => (results || finished === undefined) && onClose(results !== undefined)}
      title={title[kind]}
      actions={actions}
    >
      {results ? (
        <BulkResults kind={kind} results={results} group={groups.find(({ id }) => id === group)?.name} />
      ) : finished === undefined ? (
        <BulkQuestion kind={kind} tasks={tasks} groups={groups} group={group} onGroup={setGroup} account={members.account.name} />
      ) : (
        <ProgressBar label={t('bulk.running', { done: finished, total: tasks.length })} value={finished / tasks.length} />
      )}
    </Dialog>
  );
}
