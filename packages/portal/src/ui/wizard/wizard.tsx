import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api.ts';
import { Button, buttonClass } from '../button.tsx';
import { FormProblems } from '../form/index.ts';
import { Link } from '../link.tsx';
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
  const { title, overview, onAdd, onProblem, summary, onClose, dirty = false } = props;
  const t = useUiTexts();
  const steps = props.steps.filter((step) => !step.hidden);
  const [phase, setPhase] = useState<Phase<R>>({ at: 0 });
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const at = 'at' in phase ? Math.min(phase.at, steps.length) : steps.length + 1;
  const step = steps[at];

  async function next() {
    if ((await step?.validate?.()) === false) return;
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
      setProblems(advice?.messages ?? [error instanceof ApiError ? error.message : t('error.unexpected')]);
    } finally {
      setBusy(false);
    }
  }

  const labels = [
    ...steps.map(({ id, label }) => ({ id, label })),
    { id: 'overview', label: t('wizard.overview') },
    { id: 'summary', label: t('wizard.summary') },
  ];
  const finished = 'done' in phase;
  return (
    <WizardFrame
      title={title}
      entries={labels.map((entry, index) => ({ ...entry, state: index === at ? 'current' : index < at ? 'done' : 'later' }))}
      onSelect={finished ? undefined : (index) => index < at && setPhase({ at: index })}
      onClose={onClose}
      dirty={dirty && !finished}
      onEnter={finished || at === steps.length ? undefined : next}
      footer={
        finished ? (
          <SummaryButtons viewTo={summary(phase.done).viewTo} onClose={onClose} />
        ) : (
          <StepButtons
            at={at}
            last={at === steps.length}
            busy={busy}
            addLabel={props.addLabel}
            onBack={() => setPhase({ at: at - 1 })}
            onNext={next}
            onAdd={add}
          />
        )
      }
    >
      <FormProblems problems={problems} />
      {finished ? <Summary {...summary(phase.done)} /> : (step?.content ?? overview)}
    </WizardFrame>
  );
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
