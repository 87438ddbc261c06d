import { PreviewCard as Base } from '@base-ui/react/preview-card';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { IconButton } from './button.tsx';
import { useUiTexts } from './texts.ts';

export interface InfoCardProps {
  /** The link that the card describes. */
  trigger: ReactElement;
  /** Called only when the card opens, so that it can fetch. */
  children: () => ReactNode;
}

/** A card on hover or focus of an object's name; closes by its button, a click outside or Escape. */
export function InfoCard({ trigger, children }: InfoCardProps) {
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal render={<aside aria-label={t('infoCard')} />}>
        <Base.Positioner sideOffset={6} align="start" className="z-50">
          <Base.Popup className="popup relative w-72 p-4 text-sm">
            <IconButton icon={X} size="sm" label={t('close')} onClick={() => setOpen(false)} className="absolute end-2 top-2" />
            {children()}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
