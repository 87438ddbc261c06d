import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react';
import { type ControllerRenderProps, type FieldValues, FormProvider, useController, useFormContext } from 'react-hook-form';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Input, type InputProps, Textarea, type TextareaProps } from '../input.tsx';
import { Notice } from '../notice.tsx';
import { useUiTexts } from '../texts.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import type { EditForm } from './use-edit-form.ts';

export interface FormProps<V extends FieldValues> {
  edit: EditForm<V>;
  /** After a save that worked: a toast, a closed dialog. */
  onSaved?: () => void;
  /** Asked once the fields are good: false sends nothing, as when a dialog has to be answered first. */
  before?: () => Promise<boolean>;
  /** Only binds the fields, without form element, Save bar and guard: around a wizard, which has its own. */
  bare?: boolean;
  children: ReactNode;
}

/** A form with a Save bar and the unsaved-changes guard. */
export function Form<V extends FieldValues>({ edit, onSaved, before, bare, children }: FormProps<V>) {
  const [asking, setAsking] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (before) {
      if (!(await edit.form.trigger(undefined, { shouldFocus: true }))) return;
      setAsking(true);
      const goOn = await before().finally(() => setAsking(false));
      if (!goOn) return;
    }
    if (await edit.submit()) onSaved?.();
  }
  return (
    <FormProvider {...edit.form}>
      {bare ? (
        children
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="flex min-w-0 flex-col gap-4">
          <FormProblems problems={edit.problems} />
          {children}
          <SaveBar edit={edit} busy={asking || edit.busy} />
          <UnsavedGuard when={edit.dirty && !edit.busy} />
        </form>
      )}
    </FormProvider>
  );
}

function SaveBar<V extends FieldValues>({ edit, busy }: { edit: EditForm<V>; busy: boolean }) {
  const t = useUiTexts();
  return (
    <div className="flex flex-wrap items-center gap-2 border-t pt-4">
      <Button type="submit" variant="primary" busy={busy}>
        {t('save')}
      </Button>
      {edit.dirty && (
        <>
          <Button variant="ghost" onClick={edit.reset}>
            {t('form.discard')}
          </Button>
          <span className="text-muted text-xs">{t('form.unsaved')}</span>
        </>
      )}
    </div>
  );
}

export function FormProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <Notice tone="danger">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </Notice>
  );
}

export interface FormFieldProps {
  /** Dotted path into the values. */
  name: string;
  label: string;
  help?: ReactNode;
  required?: boolean;
  /** The control is a group with its own role, as a checkbox list. */
  group?: boolean;
  hideLabel?: boolean;
  className?: string;
}

/** What `FormField` hands to the control: spread it, or pick. */
export type Bound = Pick<ControllerRenderProps, 'value' | 'ref' | 'onBlur'> & { onValueChange: (value: unknown) => void };

/** Any control of the kit, bound to the form around it: `<FormField name="groups" label="Groups">{(bound) => <CheckboxList {...bound} … />}</FormField>`. */
export function FormField({ name, children, ...field }: FormFieldProps & { children: (bound: Bound) => ReactElement }) {
  const { control } = useFormContext();
  const { field: bound, fieldState } = useController({ name, control });
  return (
    <Field {...field} name={name} {...(fieldState.error ? { error: messageOf(fieldState.error) } : {})}>
      {children({ value: bound.value, ref: bound.ref, onBlur: bound.onBlur, onValueChange: bound.onChange })}
    </Field>
  );
}

type TextOptions = Omit<InputProps, 'value' | 'onValueChange' | 'name' | 'required' | 'ref'>;

export function TextField({ name, label, help, required, hideLabel, className, ...input }: FormFieldProps & TextOptions) {
  const field = { name, label, help, ...defined({ required, hideLabel, className }) };
  return <FormField {...field}>{(bound) => <Input {...input} {...bound} aria-required={required} />}</FormField>;
}

type AreaOptions = Omit<TextareaProps, 'value' | 'onValueChange' | 'name' | 'required' | 'ref'>;

export function TextareaField({ name, label, help, required, hideLabel, className, ...area }: FormFieldProps & AreaOptions) {
  const id = useId();
  const field = { name, label, help, ...defined({ required, hideLabel, className }) };
  return <FormField {...field}>{(bound) => <Textarea id={id} {...area} {...bound} aria-required={required} />}</FormField>;
}

function messageOf(error: { message?: string; root?: { message?: string } }): string {
  return error.message ?? error.root?.message ?? '';
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
