import { Field as Base } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { useUiTexts } from './texts.ts';

export interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** The control is a group (radio, checkbox list) and carries its own role; the label becomes plain text. */
  group?: boolean;
  name?: string;
  /** The label is there for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
}

/** Label, help and error around one control, wired for assistive technology. */
export function Field({ label, help, error, required, group, name, hideLabel, className, children }: FieldProps) {
  const t = useUiTexts();
  return (
    <Base.Root {...(name ? { name } : {})} invalid={error !== undefined} className={cx('flex min-w-0 flex-col gap-1.5', className)}>
      <Base.Label
        {...(group ? { nativeLabel: false, render: <span /> } : {})}
        className={cx('w-fit font-medium text-ink text-sm', hideLabel && 'sr-only')}
      >
        {label}
        {required && (
          <>
            <span aria-hidden className="ms-0.5 text-danger-ink">
              *
            </span>
            <span className="sr-only"> ({t('field.required')})</span>
          </>
        )}
      </Base.Label>
      {children}
      {help && <Base.Description className="text-muted text-xs">{help}</Base.Description>}
      {error && (
        <Base.Error match className="flex items-start gap-1 text-danger-ink text-xs">
          {error}
        </Base.Error>
      )}
    </Base.Root>
  );
}
