import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { sessionQuery, useSession } from '../session.ts';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { isOwn, type Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

/** Shows that the groups of a member changed, and offers to put the former ones back. */
export function useChangedGroups(): (before: Member, after: Member | undefined, title: string) => void {
  const t = useUserTexts();
  const say = useUiTexts();
  const members = useMembers();
  const session = useSession();
  const queries = useQueryClient();

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
    // Whoever changed the own groups may have lost the right to change them back, and some pages with it.
    if (isOwn(before, session)) {
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return showToast({ title });
    }
    showToast({ title, action: { label: say('undo'), run: () => undo(before, after) } });
  };
}
