import { type ReactNode, useState } from 'react';
import { Button } from '../button.tsx';
import { FormProblems } from '../form/index.ts';
import { useUiTexts } from '../texts.ts';
import type { WizardStep } from './wizard.tsx';
import { WizardFrame } from './wizard-frame.tsx';

export interface EditWizardProps {
  title: string;
  /** Freely chosen; all stay mounted, so nothing entered is lost. */
  steps: readonly WizardStep[];
  /** Opens on this one. */
  first?: string;
  /** Saves everything; `true` closes the wizard (the caller shows the toast). Usually `edit.submit` of `useEditForm`. */
  onSave: () => Promise<boolean>;
  /** Messages that belong to no field. */
  problems?: readonly string[];
  /** A message above every step, as "somebody else was faster". */
  notice?: ReactNode;
  /** Ids of steps that hold a bad field, to be marked and led to. */
  badSteps?: readonly string[];
  onClose: () => void;
  dirty?: boolean;
}

/** Edit: the same steps as Add, in any order, with one Save. Mount it to open it. */
export function EditWizard(props: EditWizardProps) {
  const { title, steps, first, onSave, problems = [], notice, badSteps = [], onClose, dirty = false } = props;
  const t = useUiTexts();
  const shown = steps.filter((step) => !step.hidden);
  const [open, setOpen] = useState(first ?? shown[0]?.id);
  const [busy, setBusy] = useState(false);

  async function save() {
    for (const step of shown) {
      if ((await step.validate?.()) === false) return setOpen(step.id);
    }
    setBusy(true);
    try {
      if (await onSave()) onClose();
    } finally {
      setBusy(false);
    }
  }

  return (
    <WizardFrame
      title={title}
      entries={shown.map(({ id, label }) => ({ id, label, state: id === open ? 'current' : badSteps.includes(id) ? 'bad' : 'free' }))}
      onSelect={(index) => setOpen(shown[index]?.id)}
      onClose={onClose}
      dirty={dirty}
      onEnter={save}
      footer={
        <Button variant="primary" busy={busy} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      {notice}
      <FormProblems problems={problems} />
      {shown.map((step) => (
        <div key={step.id} hidden={step.id !== open}>
          {step.content}
        </div>
      ))}
    </WizardFrame>
  );
}
