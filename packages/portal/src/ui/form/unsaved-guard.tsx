import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useUiTexts } from '../texts.ts';

/** Asks before unsaved work is left behind: other pages, other tabs of the page, and closing the browser tab. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const t = useUiTexts();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && (current.pathname !== next.pathname || tabOf(current.search) !== tabOf(next.search)),
    enableBeforeUnload: when,
    disabled: !when,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('form.leaveTitle')}
      confirmLabel={t('form.discard')}
      danger
      onConfirm={() => blocker.proceed?.()}
    >
      {t('form.leaveDetail')}
    </ConfirmDialog>
  );
}

function tabOf(search: unknown): unknown {
  return (search as { tab?: unknown }).tab;
}
