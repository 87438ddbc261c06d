import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, type MouseEvent, useId } from 'react';
import { cx } from './cx.ts';
import { Tooltip } from './tooltip.tsx';

type Variant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-ghost';
type Size = 'sm' | 'md' | 'icon-sm' | 'icon-md';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: Variant;
  size?: Size;
  icon?: LucideIcon;
  /** Shows a spinner and refuses clicks; the label stays, so nothing jumps. */
  busy?: boolean;
  /** Why the action is not open to this person; the button stays focusable and says so. */
  disabledReason?: string | undefined;
  /** A tooltip while the action is open. */
  hint?: string;
}

const variants: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border-transparent shadow-card',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-hover shadow-card',
  ghost: 'bg-transparent text-ink border-transparent hover:bg-hover',
  danger: 'bg-danger text-white hover:bg-danger-hover border-transparent shadow-card',
  'danger-ghost': 'bg-transparent text-danger-ink border-transparent hover:bg-danger-soft',
};

const sizes: Record<Size, string> = { sm: 'btn-sm', md: 'btn-md', 'icon-sm': 'btn-icon-sm', 'icon-md': 'btn-icon-md' };

/** Class names of a button, for links that look like one. */
export function buttonClass(variant: Variant = 'secondary', size: Size = 'md', className?: string): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors duration-100',
    'aria-disabled:opacity-55 disabled:opacity-55',
    variants[variant],
    sizes[size],
    className,
  );
}

export function Button(props: ButtonProps) {
  const { variant, size, icon: Icon, busy, disabledReason, hint, className, children, onClick, ...rest } = props;
  const reasonId = useId();
  const blocked = busy || disabledReason !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={buttonClass(variant, size, className)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
      onClick={blocked ? refuse : onClick}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </button>
  );
  // Asked of the property, not of its value: a reason that comes or goes must not replace the button, which may hold the focus.
  if (!('disabledReason' in props) && hint === undefined) return button;
  return (
    <>
      <Tooltip text={disabledReason ?? hint ?? ''}>{button}</Tooltip>
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'size' | 'hint'> {
  size?: 'sm' | 'md';
  icon: LucideIcon;
  /** Accessible name, also shown as a tooltip. */
  label: string;
  pressed?: boolean;
}

export function IconButton({ label, pressed, size = 'md', variant = 'ghost', className, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      hint={label}
      variant={variant}
      size={`icon-${size}`}
      aria-label={label}
      aria-pressed={pressed}
      {...(className ? { className } : {})}
    />
  );
}

function refuse(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
