import { Field } from '@base-ui/react/field';
import { Input as Base } from '@base-ui/react/input';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

export interface InputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'defaultValue'> {
  onValueChange?: (value: string) => void;
  icon?: LucideIcon;
}

/** One line of text. Inside `Field` it takes label, help and error from there. */
export function Input({ className, icon: Icon, onValueChange, value, ...rest }: InputProps) {
  const input = (
    <Base
      {...rest}
      value={value ?? ''}
      onValueChange={(next) => onValueChange?.(next)}
      className={cx('control fill h-8 min-w-0 px-2.5 text-sm', Icon && 'ps-8', className)}
    />
  );
  if (!Icon) return input;
  return (
    <span className="relative block w-full">
      <Icon aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-faint" />
      {input}
    </span>
  );
}

export interface TextareaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'defaultValue'> {
  onValueChange?: (value: string) => void;
  /** Shows "12 / 250" below the box. */
  counter?: number;
}

export function Textarea({ className, onValueChange, value, counter, rows = 4, ...rest }: TextareaProps) {
  const text = String(value ?? '');
  return (
    <span className="block">
      <Field.Control
        render={<textarea {...rest} rows={rows} />}
        value={text}
        onValueChange={(next) => onValueChange?.(next)}
        className={cx('control fill block min-w-0 resize-y px-2.5 py-1.5 text-sm', className)}
      />
      {counter !== undefined && (
        <span className={cx('mt-1 block text-end text-xs tabular-nums', text.length > counter ? 'text-danger-ink' : 'text-faint')}>
          {text.length} / {counter}
        </span>
      )}
    </span>
  );
}
