import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { useState } from 'react';
import { type FieldErrors, FormProvider } from 'react-hook-form';
import { defaultGroupQuery, honoursBuyers } from '../modules/account-modules.ts';
import { useEditForm } from '../ui/form/index.ts';
import { showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { EditWizard, type WizardStep } from '../ui/wizard/index.ts';
import { BuyersStep } from './buyers-step.tsx';
import { GeneralStep, type GroupStep, ModulesStep } from './group-steps.tsx';
import { type GroupValues, groupPatch, groupSchema, groupValues, lacksBuyers } from './group-values.ts';
import { type MemberChanges, MemberPicker } from './member-picker.tsx';
import { MemberProgress, type Progress, Refusals } from './member-results.tsx';
import { applyChanges, type MemberResult, refused } from './memberships.ts';
import { groupPath, groupQuery, useGroupsChanged } from './queries.ts';
import { useGroupTexts } from './texts.ts';

export interface EditGroupProps {
  /** Account of this tab, for groups that do not say theirs. */
  account: string;
  id: string;
  first?: GroupStep | undefined;
  onClose: () => void;
}

/** Edit: the same steps in any order, one Save. Reads the group first, so that a list can open it by its id. */
export function EditGroup({ account, id, first, onClose }: EditGroupProps) {
  const { data: group } = useQuery(groupQuery(id));
  return group ? <EditForm account={group.account?.id ?? account} group={group} first={first} onClose={onClose} /> : null;
}

interface EditFormProps extends Omit<EditGroupProps, 'id'> {
  group: UserGroup;
}

function EditForm({ account, group, first, onClose }: EditFormProps) {
  const t = useGroupTexts();
  const { edit, version, people, save } = useGroupForm(account, group);
  const { form } = edit;
  const { data: defaultGroup } = useQuery(defaultGroupQuery(account));
  const { isDefault } = group;
  const steps: WizardStep[] = [
    {
      id: 'general',
      label: t('step.general'),
      content: <GeneralStep />,
      validate: () => form.trigger(['name', 'description'], { shouldFocus: true }),
    },
    {
      id: 'modules',
      label: t('step.modules'),
      content: <ModulesStep modules={isDefault ? group.modules : defaultGroup?.modules} isDefault={isDefault} />,
      validate: () => isDefault || form.trigger('modules', { shouldFocus: true }),
    },
    {
      id: 'buyers',
      label: t('step.buyers'),
      hidden: !honoursBuyers(form.watch('modules')),
      content: <BuyersStep account={account} isDefault={isDefault} />,
      validate: () => form.trigger('buyers'),
    },
    {
      id: 'users',
      label: t('step.users'),
      content: (
        <MemberPicker
          account={account}
          group={{ id: group.id, userCount: group.userCount ?? 0 }}
          changes={people.changes}
          onChange={people.setChanges}
        />
      ),
    },
  ];
  return (
    <FormProvider {...form}>
      <EditWizard
        title={t('editTitle', { name: group.name })}
        {...(first ? { first } : {})}
        steps={steps}
        badSteps={badSteps(form.formState.errors)}
        notice={
          <>
            {version.notice}
            <Refusals results={people.refusals} hint={t('result.partly')} />
            <MemberProgress progress={people.progress} />
          </>
        }
        problems={version.conflict ? [] : edit.problems}
        dirty={edit.dirty || people.changes.size > 0}
        onSave={save}
        onClose={onClose}
      />
    </FormProvider>
  );
}

const badSteps = (errors: FieldErrors<GroupValues>): string[] => [
  ...(errors.name || errors.description ? ['general'] : []),
  ...(errors.modules ? ['modules'] : []),
  ...(errors.buyers ? ['buyers'] : []),
];

/** The group's own fields, saved under their revision, and the memberships, each saved by itself. */
function useGroupForm(account: string, group: UserGroup) {
  const t = useGroupTexts();
  const queries = useQueryClient();
  const changed = useGroupsChanged();
  const people = usePeople();
  const version = useVersion<UserGroup>({
    first: group,
    load: () => queries.fetchQuery({ ...groupQuery(group.id), staleTime: 0 }),
    onNewest(newest, before) {
      const mine = edit.form.getValues();
      edit.form.reset(groupValues(newest));
      const merged = rebase(groupValues(before), { ...mine, modules: [...mine.modules].sort() }, groupValues(newest));
      for (const [name, value] of Object.entries(merged)) edit.form.setValue(name as 'name', value as string, { shouldDirty: true });
    },
  });
  const edit = useEditForm<GroupValues>({
    values: groupValues(group),
    schema: groupSchema,
    alsoShows: ['modules', 'buyers'],
    check: (values, before) => (lacksBuyers(values, before) ? { buyers: t('buyersStep.required') } : ({} as Record<string, string>)),
    async save(values) {
      const patch = groupPatch(groupValues(version.base), values, group.isDefault);
      if (Object.keys(patch).length > 0) await version.put(groupPath(group.id), patch);
    },
  });

  async function save(): Promise<boolean> {
    const touched = edit.dirty || people.changes.size > 0;
    if (!(await edit.submit())) return false;
    const complete = await people.apply({ account, group: group.id });
    if (touched) changed();
    if (complete && touched) showToast({ title: t('result.saved', { name: edit.form.getValues('name') }) });
    return complete;
  }
  return { edit, version, people, save };
}

function usePeople() {
  const [changes, setChanges] = useState<MemberChanges>(new Map());
  const [refusals, setRefusals] = useState<readonly MemberResult[]>([]);
  const [progress, setProgress] = useState<Progress>();

  /** Keeps what was refused, so that saving again tries only that; says whether nothing was. */
  async function apply(membership: { account: string; group: string }): Promise<boolean> {
    const wanted = [...changes.values()];
    setRefusals([]);
    const results = await applyChanges(membership, wanted, (done) => setProgress({ done, total: wanted.length }));
    const failed = refused(results);
    setProgress(undefined);
    setRefusals(failed);
    setChanges(new Map(failed.map(({ change }) => [change.id, change])));
    return failed.length === 0;
  }
  return { changes, setChanges, refusals, progress, apply };
}
