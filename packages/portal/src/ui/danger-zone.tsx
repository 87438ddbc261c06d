import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useUiTexts } from './texts.ts';
import { showToast } from './toast.tsx';

/**
 * Three tiers: `undo` acts at once and offers to take it back; `confirm` asks first and lists the consequences; `type`
 * asks for the object's name, for what can never be taken back.
 */
export type DangerTier =
  | { kind: 'undo'; undo: () => Promise<unknown>; done: string }
  | { kind: 'confirm'; question: string }
  | { kind: 'type'; question: string; name: string };

export interface DangerZoneProps {
  title: string;
  description: ReactNode;
  /** The verb on the button. */
  actionLabel: string;
  tier: DangerTier;
  consequences?: readonly ReactNode[];
  disabledReason?: string | undefined;
  onAct: () => Promise<unknown>;
}

export function DangerZone({ title, description, actionLabel, tier, consequences, disabledReason, onAct }: DangerZoneProps) {
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);

  async function actAtOnce(undo: () => Promise<unknown>, done: string) {
    setBusy(true);
    try {
      await onAct();
      showToast({ title: done, action: { label: t('undo'), run: undo } });
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-danger/35 px-4 py-3.5">
      <div className="min-w-60 flex-1">
        <h3 className="font-medium text-sm">{title}</h3>
        <div className="text-muted text-sm">{description}</div>
      </div>
      <Button
        variant="danger-ghost"
        className="border-danger/35"
        busy={busy}
        disabledReason={disabledReason}
        onClick={() => (tier.kind === 'undo' ? void actAtOnce(tier.undo, tier.done) : setOpen(true))}
      >
        {actionLabel}
      </Button>
      {tier.kind !== 'undo' && (
        <ConfirmDialog
          open={open}
          onClose={() => setOpen(false)}
          title={tier.question}
          confirmLabel={actionLabel}
          danger
          typeToConfirm={tier.kind === 'type' ? tier.name : undefined}
          onConfirm={onAct}
        >
          {consequences && (
            <ul className="list-disc space-y-1 ps-5">
              {consequences.map((consequence, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
                <li key={index}>{consequence}</li>
              ))}
            </ul>
          )}
        </ConfirmDialog>
      )}
    </section>
  );
}
