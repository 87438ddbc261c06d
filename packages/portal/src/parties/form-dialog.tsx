import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type EditForm, Form, FormProblems } from '../ui/form/index.ts';
import { useUiTexts } from '../ui/texts.ts';

export interface FormDialogProps<V extends FieldValues> {
  edit: EditForm<V>;
  title: string;
  description?: string;
  submitLabel: string;
  danger?: boolean;
  disabledReason?: string | undefined;
  size?: 'sm' | 'md';
  onClose: () => void;
  children: ReactNode;
}

/** A few fields and one verb; closes when it worked. */
export function FormDialog<V extends FieldValues>(props: FormDialogProps<V>) {
  const { edit, title, description, submitLabel, danger, disabledReason, size = 'sm', onClose, children } = props;
  const say = useUiTexts();
  async function submit() {
    if (await edit.submit()) onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size={size}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={edit.busy} disabledReason={disabledReason} onClick={() => void submit()}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <Form edit={edit} bare>
        <div className="flex flex-col gap-4">
          <FormProblems problems={edit.problems} />
          {children}
        </div>
      </Form>
    </Dialog>
  );
}
