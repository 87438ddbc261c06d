import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { useUiTexts } from './texts.ts';
import { type ToastMessage, type ToastTone, takeToasts, useToastsSaid } from './toast.tsx';

interface Shown {
  tone: ToastTone;
  count: number;
}

const manager = Base.createToastManager<Shown>();
const counts = new Map<string, number>();

/** The messages at the end of the screen; equal ones are merged instead of piling up. */
export function ToastList() {
  const said = useToastsSaid();
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Feed said={said} />
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-3 bottom-3 z-60 flex flex-col items-end gap-2 sm:inset-x-auto sm:end-5 sm:bottom-5 sm:w-96">
          <Messages />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

// Below the provider, which must be listening before the first message is added.
function Feed({ said }: { said: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` tells that something waits
  useEffect(() => {
    queueMicrotask(() => {
      for (const message of takeToasts()) add(message);
    });
  }, [said]);
  return null;
}

function add({ title, description, tone = 'success', action, mergeKey = title, timeoutMs }: ToastMessage): void {
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

function Messages() {
  const t = useUiTexts();
  const { toasts } = Base.useToastManager<Shown>();
  return toasts.map((toast) => {
    const danger = toast.data?.tone === 'danger';
    const Icon = danger ? CircleAlert : CircleCheck;
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="popup w-full data-limited:hidden data-ending-style:translate-y-2 data-starting-style:translate-y-2"
      >
        <Base.Content className="flex items-start gap-2.5 py-2.5 ps-3 pe-2">
          <Icon aria-hidden className={danger ? 'mt-0.5 size-4 text-danger-ink' : 'mt-0.5 size-4 text-success-ink'} />
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
