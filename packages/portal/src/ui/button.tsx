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

export function Button({ variant, size, icon: Icon, busy, disabledReason, className, children, onClick, ...rest }: ButtonProps) {
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
  if (!disabledReason) return button;
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'size'> {
  size?: 'sm' | 'md';
  icon: LucideIcon;
  /** Accessible name, also shown as a tooltip. */
  label: string;
  pressed?: boolean;
}

export function IconButton({ label, pressed, size = 'md', variant = 'ghost', className, ...rest }: IconButtonProps) {
  const button = (
    <Button
      {...rest}
      variant={variant}
      size={`icon-${size}`}
      aria-label={label}
      aria-pressed={pressed}
      {...(className ? { className } : {})}
    />
  );
  return rest.disabledReason ? button : <Tooltip text={label}>{button}</Tooltip>;
}

function refuse(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
