import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { SettingsPages } from './settings-navigation.tsx';
import { useShellTexts } from './texts.ts';

/** The settings pages on small screens. Mount it to open it. */
export function SettingsDrawer({ onClose }: { onClose: () => void }) {
  const t = useShellTexts();
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 start-0 z-40 w-72 max-w-[85vw] overflow-y-auto border-e bg-canvas p-4 outline-none transition-[translate] duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full">
          <div className="mb-3 flex items-center justify-between">
            <Dialog.Title className="font-semibold">{t('nav.settings')}</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label={t('nav.collapse')} />} />
          </div>
          <SettingsPages collapsed={false} onFollow={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
