export { type Bound, Form, FormField, type FormFieldProps, FormProblems, TextareaField, TextField } from './form.tsx';
export { sortProblem } from './problem.ts';
export { type Messages, schemaResolver } from './schema-resolver.ts';
export { UnsavedGuard } from './unsaved-guard.tsx';
export { type EditForm, type EditFormOptions, useEditForm } from './use-edit-form.ts';
