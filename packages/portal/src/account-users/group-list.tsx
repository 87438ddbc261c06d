import type { UserGroup } from '@tenantry/contract/user-groups';
import type { Ref } from 'react';
import { CheckboxList, type CheckboxListOption } from '../ui/checkbox-list.tsx';
import { ErrorState } from '../ui/states.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useUserTexts } from './texts.ts';
import { useGroups } from './use-groups.ts';

export interface GroupListProps {
  label: string;
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  ref?: Ref<HTMLFieldSetElement>;
}

/** The groups of the account to tick, with what each of them opens. */
export function GroupList(props: GroupListProps) {
  const t = useUserTexts();
  const groups = useGroups();
  if (groups.isError) return <ErrorState error={groups.error} onRetry={groups.refetch} />;
  return (
    <CheckboxList
      {...props}
      loading={groups.isPending}
      empty={<p className="text-muted text-sm">{t('add.noGroups')}</p>}
      options={(groups.data ?? []).map((group) => optionOf(group, t('default'), t('allModules')))}
    />
  );
}

function optionOf(group: UserGroup, defaultLabel: string, allModules: string): CheckboxListOption {
  const modules = group.isDefault ? allModules : (group.modules ?? []).map((module) => module.name ?? module.id).join(', ');
  return {
    value: group.id,
    label: group.name,
    description: [group.description, modules].filter(Boolean).join(' · '),
    ...(group.isDefault ? { extra: <Chip label={defaultLabel} /> } : {}),
  };
}
