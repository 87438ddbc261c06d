import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { ApiError } from '../api.ts';
import { sortProblem } from '../ui/form/index.ts';

/** Back to the step of the first field that was refused, with the messages at their fields. `stepOf`: by the first part of a field's path. */
export function wizardProblem<V extends FieldValues>(
  form: UseFormReturn<V>,
  error: ApiError,
  stepOf: Readonly<Record<string, string>>,
): { step?: string; messages: readonly string[] } {
  const head = (path: string) => path.split('.', 1)[0] ?? '';
  const { fields, rest } = sortProblem(error.problem, (path) => head(path) in stepOf);
  for (const [path, message] of fields) form.setError(path as Path<V>, { type: 'server', message });
  const step = stepOf[head([...fields.keys()][0] ?? '')];
  return { ...(step ? { step } : {}), messages: [...rest, ...fields.values()] };
}
