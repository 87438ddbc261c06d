import { Type } from 'typebox';
import { api } from '../api.ts';
import { useSession } from '../session.ts';
import { Form, FormField, useEditForm } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { EditWizard } from '../ui/wizard/index.ts';
import { GroupList } from './group-list.tsx';
import { isOwn, type Member } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useChangedGroups } from './use-changed-groups.ts';
import { useMembers } from './use-members.ts';

// The message is the point, so the rule stands here and not in the contract's schema: there it is the server's.
const schema = Type.Object({ groups: Type.Array(Type.String()) });

/** Edit user: only the groups can change (spec 4.5). Mount it to open it. */
export function EditGroups({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useUserTexts();
  const session = useSession();
  const members = useMembers();
  const saved = useChangedGroups();
  const before = member.groups ?? [];
  const { name } = member.user;
  const edit = useEditForm({
    values: { groups: before.map((group) => group.id) },
    schema,
    save: async ({ groups }) => {
      const answer = await api.put<Member>(`${members.path}/${member.id}`, { groups: groups.map((id) => ({ id })) });
      saved(member, answer, t('edit.done', { name }));
    },
  });
  const chosen = edit.form.watch('groups');
  const administrators = before.find((group) => group.isDefault);
  const givesUp = isOwn(member, session) && administrators !== undefined && !chosen.includes(administrators.id);

  function atLeastOne(): boolean {
    if (edit.form.getValues('groups').length > 0) return true;
    edit.form.setError('groups', { type: 'min', message: t('edit.last') }, { shouldFocus: true });
    return false;
  }

  return (
    <EditWizard
      title={t('edit.title', { name })}
      problems={edit.problems}
      dirty={edit.dirty}
      onSave={edit.submit}
      onClose={onClose}
      steps={[
        {
          id: 'groups',
          label: t('edit.step'),
          validate: atLeastOne,
          content: (
            <Form edit={edit} bare>
              <div className="flex min-w-0 flex-col gap-4">
                <p className="text-muted text-sm">{t('edit.hint', { name })}</p>
                {givesUp && <Notice tone="warning">{t('edit.own')}</Notice>}
                <FormField name="groups" label={t('edit.step')} group required>
                  {({ value, onValueChange, ref }) => (
                    <GroupList label={t('edit.step')} value={value} onValueChange={onValueChange} ref={ref} />
                  )}
                </FormField>
              </div>
            </Form>
          ),
        },
      ]}
    />
  );
}
