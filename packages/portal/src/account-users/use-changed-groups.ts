import { api } from '../api.ts';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import type { Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

/** Shows that the groups of a member changed, and offers to put the former ones back. */
export function useChangedGroups(): (before: Member, after: Member | undefined, title: string) => void {
  const t = useUserTexts();
  const say = useUiTexts();
  const members = useMembers();

  async function undo(before: Member, after: Member | undefined) {
    members.show({ id: before.id, groups: before.groups ?? [], modules: before.modules ?? [] });
    try {
      await api.put(`${members.path}/${before.id}`, { groups: (before.groups ?? []).map(({ id }) => ({ id })) });
      showToast({ title: t('edit.undone', { name: before.user.name }) });
    } catch (error) {
      if (after) members.show({ id: after.id, groups: after.groups ?? [], modules: after.modules ?? [] });
      showProblem(error, t('edit.undoFailed'));
    }
    await members.refresh();
  }

  return (before, after, title) => {
    if (after) members.show(after);
    void members.refresh();
    showToast({ title, action: { label: say('undo'), run: () => undo(before, after) } });
  };
}
