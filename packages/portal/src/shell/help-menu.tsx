import { Popover } from '@base-ui/react/popover';
import { BookOpen, CircleHelp, Command, Keyboard, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from '../ui/button.tsx';
import type { Overlay } from './shell.tsx';
import { useShellTexts } from './texts.ts';

export function HelpMenu({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const t = useShellTexts();
  const [open, setOpen] = useState(false);
  function show(overlay: Overlay) {
    setOpen(false);
    onOverlay(overlay);
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={t('help.open')} className={buttonClass('ghost', 'icon-md', 'max-sm:hidden data-popup-open:bg-hover')}>
        <CircleHelp aria-hidden className="size-4" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className="z-50">
          <Popover.Popup aria-label={t('help.open')} className="popup flex min-w-56 flex-col p-1">
            <Entry icon={Command} label={t('help.palette')} onClick={() => show('palette')} />
            <Entry icon={Keyboard} label={t('help.keyboard')} onClick={() => show('keyboard')} />
            <a href="/public/v1/openapi.json" target="_blank" rel="noreferrer noopener" className="option hover:bg-hover">
              <BookOpen aria-hidden className="mt-0.5 size-4 text-muted" />
              {t('help.api')}
            </a>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Entry({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className="option text-start hover:bg-hover">
      <Icon aria-hidden className="mt-0.5 size-4 text-muted" />
      {label}
    </button>
  );
}
