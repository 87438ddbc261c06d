import { useState } from 'react';
import type { Static } from 'typebox';
import { type ApiError, api } from '../api.ts';
import { sortProblem, useEditForm } from '../ui/form/index.ts';
import { Wizard } from '../ui/wizard/index.ts';
import { AddDetailsStep, AddEmailStep, AddGroupsStep, AddOverview, AddSummary } from './add-steps.tsx';
import { findByEmail, invitee, wireNames } from './invitee.ts';
import { type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useMembers } from './use-members.ts';

export type Invitee = Static<typeof invitee>;
const nobody: Invitee = { email: '', firstName: '', lastName: '', groups: [] };

/** Add user: e-mail, names, groups, overview, summary with the link to copy. Mount it to open it. */
export function AddWizard({ onClose }: { onClose: () => void }) {
  const t = useUserTexts();
  const members = useMembers();
  const [known, setKnown] = useState<Member>();
  const edit = useEditForm<Invitee>({ values: nobody, schema: invitee, save: async () => {} });
  const { form } = edit;
  const values = form.watch();

  // Asked now, so that nobody fills in three steps for a person who is here already; the server has the last word.
  async function checkEmail(): Promise<boolean> {
    if (!(await form.trigger('email', { shouldFocus: true }))) return false;
    const found = await findByEmail(members.path, form.getValues('email')).catch(() => undefined);
    setKnown(found);
    if (!found) return true;
    const { name, firstName, lastName } = found.user;
    const state = stateOf(found);
    if (state === 'Declined') {
      if (!form.getValues('firstName'))
        form.reset({ ...form.getValues(), firstName, lastName, groups: (found.groups ?? []).map(({ id }) => id) });
      return true;
    }
    const message = { Active: 'add.already', Invited: 'add.alreadyInvited', InvitationExpired: 'add.alreadyExpired' } as const;
    form.setError('email', { type: 'known', message: t(message[state], { name }) }, { shouldFocus: true });
    return false;
  }

  async function add(): Promise<Member> {
    const { email, firstName, lastName, groups } = form.getValues();
    const member = await api.post<Member>(members.path, {
      user: { email: email.trim(), firstName: firstName.trim(), lastName: lastName.trim() },
      groups: groups.map((id) => ({ id })),
      invitation: { status: 'Invited' },
    });
    void members.refresh();
    return member;
  }

  function sayWhere(error: ApiError) {
    const { fields, rest } = sortProblem(error.problem, (path) => path in wireNames);
    let step: string | undefined;
    for (const [path, message] of fields) {
      const place = wireNames[path];
      if (!place) continue;
      step ??= place.step;
      form.setError(place.field, { type: 'server', message });
    }
    return { ...(step ? { step } : {}), messages: rest };
  }

  return (
    <Wizard<Member>
      title={t('add.title')}
      dirty={Boolean(values.email || values.firstName || values.lastName || values.groups.length > 0)}
      steps={[
        { id: 'email', label: t('add.email'), validate: checkEmail, content: <AddEmailStep edit={edit} known={known} onLeave={onClose} /> },
        {
          id: 'details',
          label: t('add.details'),
          validate: () => form.trigger(['firstName', 'lastName'], { shouldFocus: true }),
          content: <AddDetailsStep edit={edit} known={known} />,
        },
        {
          id: 'groups',
          label: t('add.groups'),
          validate: () => form.trigger('groups', { shouldFocus: true }),
          content: <AddGroupsStep edit={edit} />,
        },
      ]}
      overview={<AddOverview values={values} />}
      onAdd={add}
      onProblem={sayWhere}
      summary={(member) => ({
        title: t('add.done', { name: member.user.name }),
        message: <AddSummary member={member} />,
        viewTo: `/administration/settings/users/${member.user.id}`,
      })}
      onClose={onClose}
    />
  );
}
