import { useQuery } from '@tanstack/react-query';
import type { UserImport } from '@tenantry/contract/user-imports';
import { GroupList } from '../account-users/group-list.tsx';
import { useGroups } from '../account-users/use-groups.ts';
import { defaultGroupQuery, useDescribedModules } from '../modules/account-modules.ts';
import { useSession } from '../session.ts';
import { CheckboxList } from '../ui/checkbox-list.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Select } from '../ui/select.tsx';
import { type Choices, createIt, namesToDecide } from './choices.ts';
import { useImportTexts } from './texts.ts';

export interface ChoicePanelProps {
  batch: UserImport;
  /** The choices of the check that is shown. */
  before: Choices;
  choices: Choices;
  change: (patch: Partial<Choices>) => void;
}

const leaveOut = 'leave';

/** Names in the file that no group has: each is mapped to a group, created once, or left out. */
export function UnknownGroupsPanel({ batch, before, choices, change }: ChoicePanelProps) {
  const t = useImportTexts();
  const groups = useGroups().data ?? [];
  const names = namesToDecide(batch, before);
  if (names.length === 0) return null;

  function decide(name: string, choice: string) {
    const { [name]: _, ...others } = choices.unknown;
    change({ unknown: choice === leaveOut ? others : { ...others, [name]: choice } });
  }

  return (
    <Panel title={t('groups.unknownTitle')} description={t('groups.unknownDetail')}>
      <div className="flex flex-col gap-3">
        {names.map(({ name, rows }) => (
          <Field key={name} label={name} {...(rows === undefined ? {} : { help: t('groups.rows', { count: rows }) })}>
            <Select
              value={choices.unknown[name] ?? leaveOut}
              onValueChange={(choice) => decide(name, choice)}
              options={[
                { value: leaveOut, label: t('groups.leave') },
                { value: createIt, label: t('groups.create', { name }) },
                ...groups.map((group) => ({ value: group.id, label: t('groups.use', { name: group.name }) })),
              ]}
            />
          </Field>
        ))}
        {Object.values(choices.unknown).includes(createIt) && (
          <NewGroupModules value={choices.modules} onValueChange={(modules) => change({ modules })} />
        )}
      </div>
    </Panel>
  );
}

function NewGroupModules({ value, onValueChange }: { value: readonly string[]; onValueChange: (modules: string[]) => void }) {
  const t = useImportTexts();
  const group = useQuery(defaultGroupQuery(useSession().account?.id ?? ''));
  const describe = useDescribedModules();
  return (
    <Field
      label={t('groups.modules')}
      help={t('groups.modulesHelp')}
      group
      required
      {...(value.length === 0 ? { error: t('groups.modulesMissing') } : {})}
    >
      <CheckboxList
        label={t('groups.modules')}
        loading={group.isPending}
        value={value}
        onValueChange={onValueChange}
        options={describe(group.data?.modules).map(({ id, name, description }) => ({ value: id, label: name, description }))}
      />
    </Field>
  );
}

/** Rows without a group of their own. */
export function NoGroupPanel({ batch, before, choices, change }: ChoicePanelProps) {
  const t = useImportTexts();
  const rows = batch.errors['group-missing'] ?? 0;
  if (rows === 0 && before.groups.length === 0) return null;
  const title = rows > 0 ? t('groups.noneTitle', { count: rows }) : t('groups.noneSettled');
  return (
    <Panel title={title} description={t('groups.noneDetail')}>
      <GroupList label={title} value={choices.groups} onValueChange={(groups) => change({ groups })} />
    </Panel>
  );
}

/** Making people administrators takes a yes of its own. */
export function DefaultGroupPanel({ batch, before, choices, change }: ChoicePanelProps) {
  const t = useImportTexts();
  const chosen = useGroups().data?.find((group) => group.isDefault)?.id;
  const leads = chosen !== undefined && (choices.groups.includes(chosen) || Object.values(choices.unknown).includes(chosen));
  if (!batch.needsDefaultGroupConfirmation && !before.administrators && !leads) return null;
  return (
    <Panel title={t('groups.defaultTitle')} description={t('groups.defaultDetail')}>
      <Checkbox
        checked={choices.administrators}
        onCheckedChange={(administrators) => change({ administrators })}
        label={t('groups.defaultConfirm')}
      />
    </Panel>
  );
}
