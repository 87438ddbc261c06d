import { useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import type { TSchema } from 'typebox';
import { ApiError } from '../../api.ts';
import { problemText } from '../problem-text.ts';
import { useUiTexts } from '../texts.ts';
import { sortProblem } from './problem.ts';
import { type Messages, schemaResolver } from './schema-resolver.ts';

export interface EditFormOptions<V extends FieldValues> {
  /** What the form starts with; every field has a value here, `''` for absent texts. */
  values: V;
  /** Usually the body schema of the contract's operation. */
  schema?: TSchema;
  /** What no schema can say, as `useAddressCheck`; `before` is what the form was filled with. */
  check?: (values: V, before: V) => Messages;
  /** Sends it; throwing an `ApiError` shows its messages at the fields. */
  save: (values: V) => Promise<unknown>;
  /** Names that the form shows although they are no plain fields, as `modules` in a checkbox list. */
  alsoShows?: readonly string[];
}

export interface EditForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  /** Validates, saves, and tells whether it worked; focuses the first bad field if not. */
  submit: () => Promise<boolean>;
  /** Messages of the last answer that belong to no field. */
  problems: readonly string[];
  dirty: boolean;
  busy: boolean;
  reset: () => void;
}

export function useEditForm<V extends FieldValues>({ values, schema, check, save, alsoShows = [] }: EditFormOptions<V>): EditForm<V> {
  const t = useUiTexts();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const form: UseFormReturn<V> = useForm<V>({
    defaultValues: values as DefaultValues<V>,
    mode: 'onTouched',
    shouldFocusError: true,
    ...(schema
      ? { resolver: schemaResolver<V>(schema, t, check && ((now) => check(now, form.control._defaultValues as unknown as V))) }
      : {}),
  });
  // Read during render: react-hook-form tracks only what is asked for here.
  const { isDirty, isSubmitting } = form.formState;

  function showProblem(error: unknown) {
    if (!(error instanceof ApiError) || error.problem.status === 0) return setProblems([problemText(error, t)]);
    const known = new Set<string>([...form.control._names.mount, ...alsoShows]);
    const { fields, rest } = sortProblem(error.problem, (path) => known.has(path));
    let first = true;
    for (const [path, message] of fields) {
      form.setError(path as Path<V>, { type: 'server', message }, { shouldFocus: first });
      first = false;
    }
    setProblems(rest);
  }

  async function submit(): Promise<boolean> {
    let saved = false;
    setProblems([]);
    await form.handleSubmit(async () => {
      try {
        // The form's own values, not the resolver's: an emptied text must reach the server as a change.
        await save(form.getValues());
        form.reset(form.getValues());
        saved = true;
      } catch (error) {
        showProblem(error);
      }
    })();
    return saved;
  }

  function reset() {
    form.reset();
    setProblems([]);
  }

  return { form, submit, problems, dirty: isDirty, busy: isSubmitting, reset };
}
