import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api.ts';
import { useUiTexts } from './texts.ts';

const manager = Base.createToastManager<{ tone: ToastTone; count: number }>();
const counts = new Map<string, number>();

type ToastTone = 'success' | 'danger';

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** Undo, or a link to what was made. */
  action?: { label: string; run: () => unknown };
  /** Messages with the same key are shown as one with a count; the title is the key by default. */
  mergeKey?: string;
  timeoutMs?: number;
}

/** Says what happened, for at least 8 s; hovering or focusing pauses the clock. F6 leads the keyboard there. */
export function showToast({ title, description, tone = 'success', action, mergeKey = title, timeoutMs }: ToastMessage): void {
  const count = (counts.get(mergeKey) ?? 0) + 1;
  counts.set(mergeKey, count);
  manager.add({
    id: mergeKey,
    title,
    description,
    type: tone,
    priority: tone === 'danger' ? 'high' : 'low',
    timeout: Math.max(timeoutMs ?? 0, action ? 10_000 : 8_000),
    data: { tone, count },
    actionProps: action && {
      children: action.label,
      onClick: () => {
        manager.close(mergeKey);
        void action.run();
      },
    },
    onRemove: () => counts.delete(mergeKey),
  });
}

/** A failed action that has no form or dialog of its own to show the problem in. */
export function showProblem(error: unknown, fallback: string): void {
  showToast({ title: error instanceof ApiError ? error.message : fallback, tone: 'danger' });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-3 bottom-3 z-60 flex flex-col items-end gap-2 sm:inset-x-auto sm:end-5 sm:bottom-5 sm:w-96">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const t = useUiTexts();
  const { toasts } = Base.useToastManager<{ tone: ToastTone; count: number }>();
  return toasts.map((toast) => {
    const Icon = toast.data?.tone === 'danger' ? CircleAlert : CircleCheck;
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="popup w-full data-limited:hidden data-[ending-style]:translate-y-2 data-[starting-style]:translate-y-2"
      >
        <Base.Content className="flex items-start gap-2.5 py-2.5 ps-3 pe-2">
          <Icon
            aria-hidden
            className={toast.data?.tone === 'danger' ? 'mt-0.5 size-4 text-danger-ink' : 'mt-0.5 size-4 text-success-ink'}
          />
          <div className="min-w-0 flex-1 text-sm">
            <span className="flex items-baseline gap-2">
              <Base.Title className="font-medium" />
              {(toast.data?.count ?? 1) > 1 && <span className="text-muted text-xs tabular-nums">×{toast.data?.count}</span>}
            </span>
            <Base.Description className="text-muted text-xs" />
          </div>
          <Base.Action className="shrink-0 rounded px-1.5 py-0.5 font-medium text-accent-ink text-sm hover:bg-accent-soft" />
          <Base.Close aria-label={t('close')} className="shrink-0 rounded p-1 text-faint hover:text-ink">
            <X aria-hidden className="size-3.5" />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}
