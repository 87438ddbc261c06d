import { useQuery } from '@tanstack/react-query';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { useState } from 'react';
import { FormProvider, type UseFormReturn, useFormContext } from 'react-hook-form';
import { type ApiError, api } from '../api.ts';
import { defaultGroupQuery, honoursBuyers } from '../modules/account-modules.ts';
import { sortProblem, useEditForm } from '../ui/form/index.ts';
import { KeyValue } from '../ui/panel.tsx';
import { Wizard, type WizardStep } from '../ui/wizard/index.ts';
import { BuyersStep } from './buyers-step.tsx';
import { GeneralStep, type GroupStep, ModulesStep } from './group-steps.tsx';
import { type GroupValues, groupSchema, lacksBuyers, newGroup, noGroup } from './group-values.ts';
import { type MemberChanges, MemberPicker } from './member-picker.tsx';
import { MemberProgress, type Progress, Refusals } from './member-results.tsx';
import { applyChanges, type MemberResult, refused } from './memberships.ts';
import { groupsPage, groupsPath, useGroupsChanged } from './queries.ts';
import { type GroupTexts, useGroupTexts } from './texts.ts';

export interface AddGroupProps {
  account: string;
  onClose: () => void;
}

interface Added {
  group: UserGroup;
  results: readonly MemberResult[];
}

const stepOf: Readonly<Record<string, GroupStep>> = { name: 'general', description: 'general', modules: 'modules', buyers: 'buyers' };

/** Add: General, Modules, Buyers (only with Marketplace), Users, Overview, Summary. */
export function AddGroup({ account, onClose }: AddGroupProps) {
  const t = useGroupTexts();
  const changed = useGroupsChanged();
  const [members, setMembers] = useState<MemberChanges>(new Map());
  const [progress, setProgress] = useState<Progress>();
  const { data: defaultGroup } = useQuery(defaultGroupQuery(account));
  const edit = useEditForm<GroupValues>({
    values: noGroup,
    schema: groupSchema,
    check: (values, before) => (lacksBuyers(values, before) ? { buyers: t('buyersStep.required') } : ({} as Record<string, string>)),
    save: async () => undefined,
  });
  const { form } = edit;
  const steps = useSteps(form, { account, modules: defaultGroup?.modules, members, setMembers });

  async function add(): Promise<Added> {
    const group = await api.post<UserGroup>(groupsPath, newGroup(form.getValues(), account));
    const joins = [...members.values()];
    const total = joins.length;
    setProgress({ done: 0, total });
    const results = await applyChanges({ account, group: group.id }, joins, (done) => setProgress({ done, total }));
    changed();
    return { group, results };
  }

  /** Back to the step of the first bad field, with the message at that field. */
  function onProblem(error: ApiError) {
    const { fields, rest } = sortProblem(error.problem, (path) => path in stepOf);
    for (const [path, message] of fields) form.setError(path as keyof GroupValues, { type: 'server', message });
    const step = stepOf[[...fields.keys()][0] ?? ''];
    return { ...(step ? { step } : {}), messages: [...rest, ...fields.values()] };
  }

  return (
    <FormProvider {...form}>
      <Wizard<Added>
        title={t('add')}
        dirty={edit.dirty || members.size > 0}
        steps={steps}
        overview={
          <>
            <Overview names={defaultGroup?.modules ?? []} members={members} />
            <MemberProgress progress={progress} />
          </>
        }
        onAdd={add}
        onProblem={onProblem}
        summary={({ group, results }) => ({
          title: t('result.added', { name: group.name }),
          viewTo: `${groupsPage}/${group.id}`,
          message: <AddedMembers results={results} />,
        })}
        onClose={onClose}
      />
    </FormProvider>
  );
}

interface Given {
  account: string;
  modules: UserGroup['modules'];
  members: MemberChanges;
  setMembers: (members: MemberChanges) => void;
}

function useSteps(form: UseFormReturn<GroupValues>, { account, modules, members, setMembers }: Given): WizardStep[] {
  const t = useGroupTexts();
  return [
    {
      id: 'general',
      label: t('step.general'),
      content: <GeneralStep />,
      validate: () => form.trigger(['name', 'description'], { shouldFocus: true }),
    },
    {
      id: 'modules',
      label: t('step.modules'),
      content: <ModulesStep modules={modules} />,
      validate: () => form.trigger('modules', { shouldFocus: true }),
    },
    {
      id: 'buyers',
      label: t('step.buyers'),
      hidden: !honoursBuyers(form.watch('modules')),
      content: <BuyersStep account={account} />,
      validate: () => form.trigger('buyers'),
    },
    {
      id: 'users',
      label: t('step.users'),
      content: (
        <>
          <p className="text-muted text-sm">{t('usersStep.intro')}</p>
          <MemberPicker account={account} changes={members} onChange={setMembers} />
        </>
      ),
    },
  ];
}

interface OverviewProps {
  names: NonNullable<UserGroup['modules']>;
  members: MemberChanges;
}

function Overview({ names, members }: OverviewProps) {
  const t = useGroupTexts();
  // Read when it is shown: the wizard around it does not render again for each choice.
  const values = useFormContext<GroupValues>().getValues();
  const chosen = names.filter(({ id }) => values.modules.includes(id)).map(({ id, name }) => name ?? id);
  return (
    <KeyValue
      items={[
        { label: t('field.name'), value: values.name },
        { label: t('field.description'), value: values.description },
        { label: t('field.modules'), value: chosen.join('\n') },
        { label: t('field.buyers'), value: scopeText(values, t), hidden: !honoursBuyers(values.modules) },
        { label: t('field.users'), value: [...members.values()].map(({ name }) => name).join(', ') },
      ]}
    />
  );
}

const scopeText = ({ scope, buyers }: GroupValues, t: GroupTexts) =>
  scope === 'all' ? t('allBuyers') : buyers.map(({ name }) => name).join('\n');

function AddedMembers({ results }: { results: readonly MemberResult[] }) {
  const t = useGroupTexts();
  const joined = results.length - refused(results).length;
  return (
    <div className="flex flex-col gap-3">
      {results.length > 0 && <p>{t('result.users', { count: joined })}</p>}
      <Refusals results={results} hint={t('result.addLater')} />
    </div>
  );
}
