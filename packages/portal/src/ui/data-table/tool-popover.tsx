import { Popover } from '@base-ui/react/popover';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from '../button.tsx';
import { cx } from '../cx.ts';

export interface ToolPopoverProps {
  icon: LucideIcon;
  label: string;
  title: string;
  /** How many rules are set; shown on the button. */
  count?: number;
  className?: string;
  children: ReactNode;
}

/** A toolbar button that opens a box: Sort, Filter, Columns. */
export function ToolPopover({ icon: Icon, label, title, count = 0, className, children }: ToolPopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className={buttonClass(
          count > 0 ? 'secondary' : 'ghost',
          'md',
          cx('relative px-2.5 data-popup-open:bg-hover', count > 0 && 'text-accent-ink'),
        )}
      >
        <Icon aria-hidden className="size-4" />
        <span className="max-sm:sr-only">{label}</span>
        {count > 0 && ' '}
        {count > 0 && <span className="rounded-full bg-accent-soft px-1.5 text-2xs tabular-nums">{count}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} collisionPadding={12} className="z-40">
          <Popover.Popup
            className={cx('popup flex max-h-(--available-height) max-w-[calc(100vw-1.5rem)] flex-col overflow-y-auto p-4', className)}
          >
            <Popover.Title className="mb-3 font-semibold text-sm">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
