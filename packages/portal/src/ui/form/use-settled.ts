import { get, useFormContext, useWatch } from 'react-hook-form';

/** The text of a field once somebody has left it, or while it is as it was stored: nobody wants to hear of a half-typed number. */
export function useSettled(name: string): string {
  const { formState } = useFormContext();
  const value = (useWatch({ name }) as string | undefined) ?? '';
  const touched = get(formState.touchedFields, name) === true;
  return touched || value === get(formState.defaultValues, name) ? value.trim() : '';
}
