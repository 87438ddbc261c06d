import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Field } from '@base-ui/react/field';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check, Minus } from 'lucide-react';
import { type ReactNode, type Ref, useId } from 'react';
import { cx } from './cx.ts';
import type { Option } from './select.tsx';

export interface CheckboxProps {
  checked: boolean;
  onCheckedChange: (checked: boolean, event: Event) => void;
  label: ReactNode;
  description?: ReactNode;
  /** The label is for screen readers only, as in a table row. */
  hideLabel?: boolean;
  indeterminate?: boolean;
  disabled?: boolean;
  ref?: Ref<HTMLElement>;
}

export function Checkbox(props: CheckboxProps) {
  const { checked, onCheckedChange, label, description, hideLabel, indeterminate = false, disabled = false, ref } = props;
  const id = useId();
  return (
    // A field of its own: in a list inside another `Field` it must not take the name and the id of the whole list.
    <Field.Root render={<span className={cx('flex items-start gap-2', hideLabel && 'relative')} />}>
      <BaseCheckbox.Root
        id={id}
        ref={ref ?? null}
        checked={checked}
        indeterminate={indeterminate}
        disabled={disabled}
        onCheckedChange={(next, details) => onCheckedChange(next, details.event)}
        {...(hideLabel && typeof label === 'string' ? { 'aria-label': label } : {})}
        className={cx(
          'flex size-4 shrink-0 cursor-pointer items-center justify-center rounded border border-control bg-surface hover:border-muted data-disabled:cursor-not-allowed data-checked:border-transparent data-indeterminate:border-transparent data-checked:bg-accent data-indeterminate:bg-accent data-disabled:opacity-55',
          !hideLabel && 'mt-0.5',
        )}
      >
        <BaseCheckbox.Indicator className="text-on-accent">
          {indeterminate ? (
            <Minus aria-hidden className="size-3" strokeWidth={3} />
          ) : (
            <Check aria-hidden className="size-3" strokeWidth={3} />
          )}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {!hideLabel && (
        <label htmlFor={id} className={cx('min-w-0 text-sm', disabled ? 'text-muted' : 'cursor-pointer')}>
          <span className="block">{label}</span>
          {description && <span className="block text-muted text-xs">{description}</span>}
        </label>
      )}
    </Field.Root>
  );
}

export interface RadioGroupProps<V extends string> {
  options: readonly Option<V>[];
  value: V | undefined;
  onValueChange: (value: V) => void;
  label?: string;
  disabled?: boolean;
  ref?: Ref<HTMLDivElement>;
}

export function RadioGroup<V extends string>({ options, value, onValueChange, label, disabled = false, ref }: RadioGroupProps<V>) {
  const id = useId();
  return (
    <BaseRadioGroup
      ref={ref ?? null}
      value={value ?? null}
      onValueChange={(next) => onValueChange(next as V)}
      disabled={disabled}
      {...(label ? { 'aria-label': label } : {})}
      className="flex flex-col gap-2"
    >
      {options.map((option) => (
        <Field.Root key={option.value} render={<span className="flex items-start gap-2" />}>
          <Radio.Root
            value={option.value}
            id={`${id}-${option.value}`}
            disabled={option.disabled ?? false}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-checked:border-transparent data-checked:bg-accent data-disabled:opacity-55"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
          </Radio.Root>
          <label htmlFor={`${id}-${option.value}`} className="cursor-pointer text-sm">
            <span className="block">{option.label}</span>
            {option.description && <span className="block text-muted text-xs">{option.description}</span>}
          </label>
        </Field.Root>
      ))}
    </BaseRadioGroup>
  );
}

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

/** Acts at once: save on change and offer undo; inside a form with a Save button take `Checkbox`. */
export function Switch({ checked, onCheckedChange, label, description, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <span className="flex items-start justify-between gap-4">
      <label htmlFor={id} className="min-w-0 cursor-pointer text-sm">
        <span className="block font-medium">{label}</span>
        {description && <span className="block text-muted text-xs">{description}</span>}
      </label>
      <BaseSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        disabled={disabled}
        className="relative mt-0.5 h-5 w-9 shrink-0 cursor-pointer rounded-full border border-transparent bg-control transition-colors data-disabled:cursor-not-allowed data-checked:bg-accent data-disabled:opacity-55"
      >
        <BaseSwitch.Thumb className="block size-4 translate-x-px rounded-full bg-white transition-transform data-checked:translate-x-4.25 rtl:data-checked:-translate-x-4.25 rtl:-translate-x-px" />
      </BaseSwitch.Root>
    </span>
  );
}
