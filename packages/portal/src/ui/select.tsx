import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type ComponentProps, type Ref, useState } from 'react';
import { cx } from './cx.ts';
import { useUiTexts } from './texts.ts';

export interface Option<V extends string = string> {
  value: V;
  label: string;
  description?: string;
  disabled?: boolean;
}

export interface SelectProps<V extends string> extends Pick<ComponentProps<'button'>, 'id' | 'className' | 'aria-label' | 'onBlur'> {
  options: readonly Option<V>[];
  value: V | null | undefined;
  onValueChange: (value: V) => void;
  placeholder?: string;
  disabled?: boolean;
  size?: 'sm' | 'md';
  ref?: Ref<HTMLButtonElement>;
}

/** One of a few; for long lists take `Combobox`. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { options, value, onValueChange, placeholder, disabled, size = 'md', className, ref, ...rest } = props;
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  return (
    <Base.Root
      items={options}
      value={value ?? null}
      onValueChange={(next) => next !== null && onValueChange(next as V)}
      disabled={disabled ?? false}
      modal={false}
      onOpenChange={setOpen}
    >
      <Base.Trigger
        {...rest}
        ref={ref ?? null}
        className={cx(
          'control fill flex min-w-0 items-center justify-between gap-2 text-start',
          size === 'sm' ? 'h-7 ps-2 pe-1.5 text-xs' : 'h-8 ps-2.5 pe-2 text-sm',
          className,
        )}
      >
        <Base.Value className="truncate data-placeholder:text-faint" placeholder={placeholder ?? ''} />
        <Base.Icon className="text-faint">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      {/* It stays in the page once it was open: unnamed then, so that there is one landmark and not one for each select. */}
      <Base.Portal render={<section {...(open ? { 'aria-label': t('options') } : {})} />}>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50">
          <Base.Popup className="popup max-h-[min(20rem,var(--available-height))] min-w-(--anchor-width) max-w-sm overflow-y-auto p-1">
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} disabled={option.disabled ?? false} className="option items-center">
                  <span className="flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.description && <span className="block text-muted text-xs">{option.description}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-ink" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
