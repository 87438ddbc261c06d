import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { useUiTexts } from './texts.ts';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, right-aligned in the footer. */
  actions?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Neither Escape nor a click outside closes it, as for work that is easily lost. */
  sticky?: boolean;
  children?: ReactNode;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl', xl: 'sm:max-w-5xl' };

/** A modal; a full-height sheet on small screens. */
export function Dialog({ open, onClose, title, description, actions, size = 'md', sticky = false, children }: DialogProps) {
  const t = useUiTexts();
  return (
    <DialogFrame open={open} onClose={onClose} sticky={sticky} className={widths[size]}>
      <div className="pt-4 pe-14 pb-3 ps-5">
        <Base.Title className="font-semibold text-lg">{title}</Base.Title>
        {description && <Base.Description className="mt-1 text-muted text-sm">{description}</Base.Description>}
      </div>
      {/* Room above the first control, whose focus ring the scrolling would cut off. */}
      {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
      {actions && <div className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3">{actions}</div>}
      {/* Last in the order of focus, so that a dialog opens on its first control. */}
      <IconButton icon={X} label={t('close')} onClick={onClose} className="absolute end-3 top-3" />
    </DialogFrame>
  );
}

export interface DialogFrameProps {
  open: boolean;
  onClose: () => void;
  sticky?: boolean;
  className?: string | undefined;
  /** Where focus goes when it opens; the first control when absent. */
  initialFocus?: () => HTMLElement | null;
  children: ReactNode;
}

/** The bare modal behind `Dialog` and `Wizard`; the caller renders a `DialogTitle`. */
export function DialogFrame({ open, onClose, sticky = false, className, initialFocus, children }: DialogFrameProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()} disablePointerDismissal={sticky}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          {...(initialFocus ? { initialFocus: () => initialFocus() ?? true } : {})}
          className={cx(
            'fixed z-40 flex flex-col overflow-hidden bg-raised text-ink shadow-pop outline-none transition-[opacity,translate] duration-150',
            'inset-x-0 bottom-0 max-h-[94dvh] rounded-t-xl border',
            'sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:max-h-[80dvh] sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:rounded-xl',
            'data-ending-style:translate-y-3 data-starting-style:translate-y-3 data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export const DialogTitle = Base.Title;
