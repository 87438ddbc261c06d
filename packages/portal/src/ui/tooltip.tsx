import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

export interface TooltipProps {
  /** Without one nothing opens. */
  text: string;
  /** One focusable element; it must have its own accessible name, the tooltip is only a hint. */
  children: ReactElement<Record<string, unknown>>;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

export const TooltipProvider = Base.Provider;

export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
  return (
    <Base.Root disabled={text === ''}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          {/* Only a hint for the eye: name and reason are on the trigger itself. */}
          <Base.Popup
            aria-hidden
            className="max-w-72 rounded-md bg-ink px-2 py-1 text-surface text-xs shadow-pop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
