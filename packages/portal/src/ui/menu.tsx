import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Red, and placed last after a divider. */
  danger?: boolean;
  /** Why it cannot be done now; shown under the label, the entry stays reachable. */
  disabledReason?: string | undefined;
  hidden?: boolean;
  run: () => unknown;
}

export interface MenuProps {
  /** The element that opens the menu; a ••• button when absent. */
  trigger?: ReactElement;
  /** Accessible name of the ••• button. */
  label: string;
  actions: readonly MenuAction[];
  /** Extra content above the entries. */
  header?: ReactNode;
  align?: 'start' | 'end';
}

/** Actions of one object. Nothing is rendered when every action is hidden. */
export function Menu({ trigger, label, actions, header, align = 'end' }: MenuProps) {
  const shown = actions.filter((action) => !action.hidden);
  const ordered = [...shown.filter((action) => !action.danger), ...shown.filter((action) => action.danger)];
  const firstDanger = ordered.findIndex((action) => action.danger);
  if (ordered.length === 0) return null;
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger ?? <IconButton icon={Ellipsis} label={label} size="sm" />} />
      <MenuPopup align={align} label={label}>
        {header}
        {ordered.map((action, index) => (
          <span key={action.id} className="contents">
            {index === firstDanger && index > 0 && <MenuSeparator />}
            <MenuItem action={action} />
          </span>
        ))}
      </MenuPopup>
    </Base.Root>
  );
}

/** The list of a menu, in a landmark of its own, because portals stand outside of all others. */
export function MenuPopup({ label, align = 'end', children }: { label: string; align?: 'start' | 'end'; children: ReactNode }) {
  return (
    <Base.Portal render={<section aria-label={label} />}>
      <Base.Positioner align={align} sideOffset={4} className="z-50">
        <Base.Popup className="popup max-h-(--available-height) min-w-48 max-w-xs overflow-y-auto p-1">{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

export function MenuSeparator() {
  return <hr aria-hidden className="my-1 border-line border-t" />;
}

function MenuItem({ action }: { action: MenuAction }) {
  const { icon: Icon, disabledReason: reason } = action;
  return (
    <Base.Item
      // Not Base UI's `disabled`: the reason must be reachable by keyboard and touch.
      aria-disabled={reason ? true : undefined}
      closeOnClick={!reason}
      onClick={() => !reason && void action.run()}
      className={cx('option', action.danger && !reason && 'text-danger-ink data-highlighted:bg-danger-soft')}
    >
      {Icon && <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', !action.danger && 'text-muted')} />}
      <span className="min-w-0">
        {action.label}
        {reason && <span className="block text-faint text-xs">{reason}</span>}
      </span>
    </Base.Item>
  );
}

export const MenuRoot = Base.Root;
export const MenuTrigger = Base.Trigger;
