import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { TSchema } from 'typebox';
import { type Messages, useEditForm } from '../ui/form/index.ts';
import { type ImageChange, ImageInput } from '../ui/image-input.tsx';
import { showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { partyBody, partyQuery } from './party-query.ts';
import { pictureOf } from './paths.ts';
import { usePartyTexts } from './texts.ts';
import { usePartiesChanged } from './use-question.tsx';

interface Party {
  id: string;
  name: string;
  icon: string;
  revision?: number;
}

export interface PartyFormOptions<T, V> {
  party: T;
  collection: string;
  /** Name of the JSON part beside a picture: `buyer`. */
  part: string;
  /** Further fields that the details page has selected. */
  more?: string;
  schema: TSchema;
  check?: (values: V, before: V) => Messages;
  valuesOf: (party: T) => V;
  /** Only what changed. */
  patchOf: (before: V, after: V) => object;
  saved: string;
}

/** The form behind Edit of a buyer, licensee or seller: saved under the revision that was read, together with a new logo. */
export function usePartyForm<T extends Party, V extends FieldValues>(options: PartyFormOptions<T, V>) {
  const { party, collection, part, more, schema, check, valuesOf, patchOf, saved } = options;
  const queries = useQueryClient();
  const changed = usePartiesChanged();
  const [logo, setLogo] = useState<ImageChange>();
  const version = useVersion<T>({
    first: party,
    load: () => queries.fetchQuery({ ...partyQuery<T>(collection, party.id, more), staleTime: 0 }),
    onNewest(newest, before) {
      const merged = rebase<V>(valuesOf(before), edit.form.getValues(), valuesOf(newest));
      edit.form.reset(valuesOf(newest));
      edit.form.reset(merged, { keepDefaultValues: true });
    },
  });
  const edit = useEditForm<V>({
    values: valuesOf(party),
    schema,
    ...(check ? { check } : {}),
    async save(values) {
      const patch = patchOf(valuesOf(version.base), values);
      if (Object.keys(patch).length === 0 && logo === undefined) return;
      await version.put(`${collection}/${party.id}`, partyBody(part, patch, logo));
      showToast({ title: saved });
      changed();
    },
  });
  return {
    edit,
    version,
    logo: { value: logo, set: setLogo },
    /** What `EditWizard` wants beside its steps. */
    wizard: {
      notice: version.notice,
      problems: version.conflict ? [] : edit.problems,
      dirty: edit.dirty || logo !== undefined,
      onSave: edit.submit,
    },
  };
}

export interface LogoFieldProps {
  name: string;
  /** What there is already. */
  party?: Party;
  value: ImageChange;
  onValueChange: (logo: ImageChange) => void;
}

export function LogoField({ name, party, value, onValueChange }: LogoFieldProps) {
  const t = usePartyTexts();
  return (
    <ImageInput
      label={t('logo')}
      name={name}
      {...(party ? { current: pictureOf(party) } : {})}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
