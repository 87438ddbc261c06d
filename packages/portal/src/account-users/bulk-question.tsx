import type { UserGroup } from '@tenantry/contract/user-groups';
import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import type { BulkKind, SkipReason, Task } from './bulk-run.ts';
import type { Member } from './member.ts';
import { useUserTexts } from './texts.ts';

export interface BulkQuestionProps {
  kind: BulkKind;
  tasks: readonly Task[];
  groups: readonly UserGroup[];
  group: string | undefined;
  onGroup: (id: string | undefined) => void;
  account: string;
}

/** What is going to happen, with exact numbers, and who is left out. */
export function BulkQuestion({ kind, tasks, groups, group, onGroup, account }: BulkQuestionProps) {
  const t = useUserTexts();
  const count = (word: string) => tasks.filter((task) => 'word' in task && task.word === word).length;
  const chosen = groups.find(({ id }) => id === group);
  return (
    <div className="flex flex-col gap-3 text-sm">
      {kind === 'remove' && <p className="text-muted">{t('bulk.removeDetail', { account })}</p>}
      {kind === 'resend' && (
        <ul className="list-disc space-y-1 ps-5">
          {count('resent') > 0 && <li>{t('bulk.resendOpen', { count: count('resent') })}</li>}
          {count('renewed') > 0 && <li>{t('bulk.resendExpired', { count: count('renewed') })}</li>}
        </ul>
      )}
      {kind === 'add-to-group' && (
        <Field label={t('bulk.group')} required>
          <Combobox
            options={groups.map(({ id, name, description }) => ({ value: id, label: name, ...(description ? { description } : {}) }))}
            value={group}
            onValueChange={onGroup}
          />
        </Field>
      )}
      {chosen?.isDefault && <Notice tone="warning">{t('bulk.addAdmin', { group: chosen.name })}</Notice>}
      {(kind !== 'add-to-group' || chosen) && <LeftOut tasks={tasks} />}
    </div>
  );
}

function LeftOut({ tasks }: { tasks: readonly Task[] }) {
  const t = useUserTexts();
  const left = tasks.filter((task): task is { member: Member; skip: SkipReason } => 'skip' in task);
  if (left.length === 0) return null;
  return (
    <div>
      <p>{t('bulk.skipped', { count: left.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={t('bulk.skipped', { count: left.length })} className="mt-1 max-h-40 overflow-y-auto text-muted text-xs">
        {left.map(({ member, skip }) => (
          <li key={member.id}>
            {member.user.name}: {t(`bulk.skip.${skip}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
