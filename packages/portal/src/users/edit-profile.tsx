import { useQueryClient } from '@tanstack/react-query';
import type { User } from '@tenantry/contract/users';
import { type ReactNode, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { sessionQuery } from '../session.ts';
import { adoptLanguage } from '../sessions/adopt-language.ts';
import { TextField, useEditForm } from '../ui/form/index.ts';
import { type ImageChange, ImageInput } from '../ui/image-input.tsx';
import { PhoneFields } from '../ui/phone/phone-fields.tsx';
import { showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { EditWizard } from '../ui/wizard/index.ts';
import { type ProfileValues, profileBody, profilePatch, profileSchema, profileValues } from './profile-values.ts';
import { pictureOf, userPath, userQuery } from './queries.ts';
import { RegionalFields } from './regional-fields.tsx';
import { useProfileTexts } from './texts.ts';

export type ProfileStep = 'general' | 'regional';

export interface EditProfileProps {
  user: User;
  first: ProfileStep | undefined;
  onClose: () => void;
}

/** Edit user: General and Regional settings, one Save; what is on the screen follows at once. */
export function EditProfile({ user, first, onClose }: EditProfileProps) {
  const t = useProfileTexts();
  const { edit, picture, setPicture, version } = useProfileForm(user);
  const { errors } = edit.form.formState;
  const general = ['firstName', 'lastName', 'phone.prefix', 'phone.number'] as const;
  const step = (id: ProfileStep, content: ReactNode) => ({
    id,
    label: t(`edit.${id}`),
    content: <div className="flex flex-col gap-4">{content}</div>,
  });
  return (
    <FormProvider {...edit.form}>
      <EditWizard
        title={t('edit.title')}
        {...(first ? { first } : {})}
        steps={[
          {
            ...step(
              'general',
              <>
                <ImageInput
                  label={t('field.picture')}
                  name={version.base.name}
                  current={pictureOf(version.base)}
                  shape="round"
                  value={picture}
                  onValueChange={setPicture}
                />
                <TextField name="firstName" label={t('field.firstName')} required autoComplete="given-name" maxLength={100} />
                <TextField name="lastName" label={t('field.lastName')} required autoComplete="family-name" maxLength={100} />
                <PhoneFields name="phone" stored={user.phone?.prefix ?? ''} />
              </>,
            ),
            validate: () => edit.form.trigger(general, { shouldFocus: true }),
          },
          step('regional', <RegionalFields stored={user} />),
        ]}
        badSteps={[...(errors.firstName || errors.lastName || errors.phone ? ['general'] : []), ...(errors.settings ? ['regional'] : [])]}
        notice={version.notice}
        problems={version.conflict ? [] : edit.problems}
        dirty={edit.dirty || picture !== undefined}
        onSave={edit.submit}
        onClose={onClose}
      />
    </FormProvider>
  );
}

function useProfileForm(user: User) {
  const t = useProfileTexts();
  const queries = useQueryClient();
  const [picture, setPicture] = useState<ImageChange>();
  const version = useVersion<User>({
    first: user,
    load: () => queries.fetchQuery({ ...userQuery(user.id), staleTime: 0 }),
    onNewest(newest, before) {
      const mine = edit.form.getValues();
      edit.form.reset(profileValues(newest));
      const { phone, settings, ...names } = rebase(profileValues(before), mine, profileValues(newest));
      const set = (name: string, value: string) => edit.form.setValue(name as 'firstName', value, { shouldDirty: true });
      for (const [name, value] of Object.entries(names)) set(name, value);
      for (const [name, value] of Object.entries(phone)) set(`phone.${name}`, value);
      for (const [name, value] of Object.entries(settings)) set(`settings.${name}`, value);
    },
  });
  const edit = useEditForm<ProfileValues>({
    values: profileValues(user),
    schema: profileSchema,
    async save(values) {
      const patch = profilePatch(profileValues(version.base), values);
      if (Object.keys(patch).length === 0 && picture === undefined) return;
      const saved = await version.put(userPath(user.id), profileBody(patch, picture));
      if (patch.settings?.languageCode !== undefined) await adoptLanguage(patch.settings.languageCode);
      // Name, picture and regional settings are all over the shell.
      await Promise.all([['user', user.id], sessionQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey })));
      // The address in the session is the old one, so the header would go on showing the old picture.
      queries.setQueryData(sessionQuery.queryKey, (me) => me && { ...me, actor: { ...me.actor, icon: pictureOf(saved) } });
      showToast({ title: t('edit.saved') });
    },
  });
  return { edit, picture, setPicture, version };
}
