import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api.ts';
import { Button, buttonClass } from '../button.tsx';
import { FormProblems } from '../form/index.ts';
import { Link } from '../link.tsx';
import { problemText } from '../problem-text.ts';
import { EmptyState } from '../states.tsx';
import { useUiTexts } from '../texts.ts';
import { WizardFrame } from './wizard-frame.tsx';

export interface WizardStep {
  id: string;
  label: string;
  /** Left out, as the Buyers step without Marketplace. */
  hidden?: boolean;
  content: ReactNode;
  /** Says whether Next may go on; shows its own messages. Usually `() => form.trigger(['name'], { shouldFocus: true })`. */
  validate?: () => boolean | Promise<boolean>;
}

export interface WizardSummary {
  title: string;
  message?: ReactNode;
  /** "View details" leads there. */
  viewTo?: string;
}

export interface WizardProps<R> {
  title: string;
  steps: readonly WizardStep[];
  /** Read-only recap before the Add button. */
  overview: ReactNode;
  addLabel?: string;
  /** Creates it. When it throws, the wizard stays on the overview and shows why; return `{ step }` from `onProblem` to lead back to the bad one. */
  onAdd: () => Promise<R>;
  onProblem?: (error: ApiError) => { step?: string; messages?: readonly string[] };
  summary: (result: R) => WizardSummary;
  onClose: () => void;
  /** Something has been entered: closing asks first. */
  dirty?: boolean;
}

type Phase<R> = { at: number } | { done: R };

/** Add: numbered steps, then Overview with the Add button, then Summary. Mount it to open it. */
export function Wizard<R>(props: WizardProps<R>) {
  const { title, overview, summary, onClose, dirty = false } = props;
  const t = useUiTexts();
  const { steps, at, result, busy, problems, goTo, next, add } = useWizard(props);
  const last = at === steps.length;
  const done = result && summary(result.value);
  const labels = [
    ...steps.map(({ id, label }) => ({ id, label })),
    { id: 'overview', label: t('wizard.overview') },
    { id: 'summary', label: t('wizard.summary') },
  ];
  return (
    <WizardFrame
      title={title}
      entries={labels.map((entry, index) => ({ ...entry, state: index === at ? 'current' : index < at ? 'done' : 'later' }))}
      onSelect={done ? undefined : (index) => index < at && goTo(index)}
      onClose={onClose}
      dirty={dirty && !done}
      finished={done !== undefined}
      onEnter={done || last ? undefined : next}
      footer={
        done ? (
          <SummaryButtons viewTo={done.viewTo} onClose={onClose} />
        ) : (
          <StepButtons at={at} last={last} busy={busy} addLabel={props.addLabel} onBack={() => goTo(at - 1)} onNext={next} onAdd={add} />
        )
      }
    >
      <FormProblems problems={problems} />
      {done ? <Summary {...done} /> : (steps[at]?.content ?? overview)}
    </WizardFrame>
  );
}

function useWizard<R>({ steps: all, onAdd, onProblem }: WizardProps<R>) {
  const t = useUiTexts();
  const steps = all.filter((step) => !step.hidden);
  const [phase, setPhase] = useState<Phase<R>>({ at: 0 });
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const result = 'done' in phase ? { value: phase.done } : undefined;
  const at = 'at' in phase ? Math.min(phase.at, steps.length) : steps.length + 1;

  async function next() {
    if ((await steps[at]?.validate?.()) === false) return;
    setProblems([]);
    setPhase({ at: at + 1 });
  }

  async function add() {
    setBusy(true);
    setProblems([]);
    try {
      setPhase({ done: await onAdd() });
    } catch (error) {
      const advice = error instanceof ApiError ? onProblem?.(error) : undefined;
      const back = steps.findIndex((candidate) => candidate.id === advice?.step);
      if (back >= 0) setPhase({ at: back });
      setProblems(advice?.messages ?? [problemText(error, t)]);
    } finally {
      setBusy(false);
    }
  }

  return { steps, at, result, busy, problems, next, add, goTo: (index: number) => setPhase({ at: index }) };
}

interface StepButtonsProps {
  at: number;
  last: boolean;
  busy: boolean;
  addLabel: string | undefined;
  onBack: () => void;
  onNext: () => Promise<void>;
  onAdd: () => Promise<void>;
}

function StepButtons({ at, last, busy, addLabel, onBack, onNext, onAdd }: StepButtonsProps) {
  const t = useUiTexts();
  return (
    <>
      {at > 0 && <Button onClick={onBack}>{t('back')}</Button>}
      {last ? (
        <Button variant="primary" busy={busy} onClick={() => void onAdd()}>
          {addLabel ?? t('wizard.add')}
        </Button>
      ) : (
        <Button variant="primary" onClick={() => void onNext()}>
          {t('next')}
        </Button>
      )}
    </>
  );
}

function SummaryButtons({ viewTo, onClose }: { viewTo: string | undefined; onClose: () => void }) {
  const t = useUiTexts();
  return (
    <>
      {viewTo && (
        <Link plain to={viewTo} onClick={onClose} className={buttonClass('secondary')}>
          {t('wizard.viewDetails')}
        </Link>
      )}
      <Button variant="primary" onClick={onClose}>
        {t('close')}
      </Button>
    </>
  );
}

function Summary({ title, message }: WizardSummary) {
  return (
    <div role="status">
      <EmptyState icon={CircleCheck} title={title}>
        {message}
      </EmptyState>
    </div>
  );
}
