import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account } from '@tenantry/contract/accounts';
import type { Module } from '@tenantry/contract/modules';
import type { UserGroup } from '@tenantry/contract/user-groups';
import { useState } from 'react';
import { api, type Page } from '../api.ts';
import { useDescribedModules } from '../modules/account-modules.ts';
import { sessionQuery } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { CheckboxList } from '../ui/checkbox-list.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { ErrorState } from '../ui/states.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { useAccountTexts } from './texts.ts';

export interface ChangeModulesProps {
  account: Account;
  /** Its default group, whose modules are the account's. */
  group: UserGroup;
  onClose: () => void;
}

/** For operators: which modules the account has, of those that its type may have. */
export function ChangeModules({ account, group, onClose }: ChangeModulesProps) {
  const t = useAccountTexts();
  const ui = useUiTexts();
  const before = (group.modules ?? []).map((module) => module.id);
  const [chosen, setChosen] = useState<readonly string[]>(before);
  const { busy, problem, save } = useSave(group, onClose);
  const catalogue = useQuery({
    queryKey: ['modules'],
    queryFn: ({ signal }) => api.get<Page<Module>>('/public/v1/accounts/modules', { query: { limit: 100, order: 'name' }, signal }),
  });
  // The catalogue writes the types of accounts in lower case.
  const offered = catalogue.data?.data.filter((module) => module.accountTypes.includes(account.type.toLowerCase()));
  const options = useOptions(offered);
  const lost = (group.modules ?? []).filter((module) => !chosen.includes(module.id)).map((module) => module.name ?? module.id);
  const same = lost.length === 0 && chosen.length === before.length;
  return (
    <Dialog
      open
      onClose={onClose}
      sticky={!same}
      title={t('modules.changeTitle', { name: account.name })}
      description={t('modules.changeIntro')}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button variant="primary" busy={busy} disabledReason={same ? t('modules.same') : undefined} onClick={() => void save(chosen)}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== undefined && <Notice tone="danger">{problemText(problem, ui)}</Notice>}
        {catalogue.isError ? (
          <ErrorState error={catalogue.error} onRetry={catalogue.refetch} />
        ) : (
          <CheckboxList label={t('modules.label')} options={options} value={chosen} onValueChange={setChosen} loading={!offered} />
        )}
        {lost.length > 0 && <Notice tone="warning">{t('modules.lost', { modules: lost.join(', ') })}</Notice>}
      </div>
    </Dialog>
  );
}

function useOptions(offered: readonly Module[] = []) {
  const t = useAccountTexts();
  const describe = useDescribedModules();
  const described = new Map(describe(offered).map((module) => [module.id, module.description]));
  return offered.map(({ id, name, isConfigurable, isEnabledByDefault }) => ({
    value: id,
    label: name,
    description: described.get(id) ?? '',
    // Belongs to every account of its type.
    ...(isEnabledByDefault && !isConfigurable ? { disabled: true, extra: <Chip label={t('modules.mandatory')} /> } : {}),
  }));
}

function useSave(group: UserGroup, onSaved: () => void) {
  const t = useAccountTexts();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function save(chosen: readonly string[]): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const headers = group.revision === undefined ? {} : { 'if-match': `"${group.revision}"` };
      await api.put(`/public/v1/accounts/user-groups/${group.id}`, { modules: chosen.map((id) => ({ id })) }, { headers });
      showToast({ title: t('modules.saved') });
      for (const queryKey of [['default-group'], ['group'], ['table'], sessionQuery.queryKey]) void queries.invalidateQueries({ queryKey });
      onSaved();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, save };
}
