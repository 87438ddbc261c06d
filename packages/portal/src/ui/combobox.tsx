import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import { type ComponentProps, type Ref, useState } from 'react';
import { cx } from './cx.ts';
import type { Option } from './select.tsx';
import { useUiTexts } from './texts.ts';

export interface ComboboxProps extends Pick<ComponentProps<'input'>, 'id' | 'className' | 'aria-label' | 'placeholder' | 'onBlur'> {
  options: readonly Option[];
  value: string | null | undefined;
  onValueChange: (value: string | undefined) => void;
  /** Called while typing, when the options come from the server; the list is then not filtered again here. */
  onSearch?: (text: string) => void;
  /** What is typed may be chosen too, although no option says it. */
  free?: boolean;
  /** The chosen one may be taken back. */
  clearable?: boolean;
  disabled?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { options, value, onValueChange, onSearch, free, clearable, disabled, className, ref, ...rest } = props;
  const t = useUiTexts();
  const [typed, setTyped] = useState('');
  const own = (text: string): Option => ({ value: text, label: text });
  const chosen = options.find((option) => option.value === value) ?? (free && value ? own(value) : null);
  const isNew = free && typed.trim() !== '' && !options.some((option) => option.label === typed.trim());
  return (
    <Base.Root
      items={isNew ? [...options, { ...own(typed.trim()), description: t('combobox.asTyped') }] : options}
      value={chosen}
      onValueChange={(next: Option | null) => onValueChange(next?.value)}
      itemToStringLabel={(option: Option) => option.label}
      isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
      disabled={disabled ?? false}
      {...(free ? { onInputValueChange: setTyped } : {})}
      {...(onSearch ? { filter: null, onInputValueChange: onSearch } : {})}
    >
      <Base.InputGroup className={cx('relative block w-full', className)}>
        <Base.Input {...rest} ref={ref ?? null} className="control h-8 w-full ps-2.5 pe-14 text-sm" />
        <span className="absolute inset-y-0 end-1.5 flex items-center text-faint">
          {clearable && (
            <Base.Clear aria-label={t('clear')} className="rounded p-1 hover:text-ink">
              <X aria-hidden className="size-3.5" />
            </Base.Clear>
          )}
          <Base.Trigger aria-label={t('combobox.open')} className="rounded p-1 hover:text-ink">
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Base.Portal render={<section aria-label={t('options')} />}>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="popup max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-56 overflow-y-auto p-1">
            <Base.Empty className="px-2 py-3 text-center text-muted text-sm empty:hidden">{t('noMatch')}</Base.Empty>
            <Base.List>
              {(option: Option) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled ?? false} className="option items-center">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.description && <span className="block truncate text-muted text-xs">{option.description}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-ink" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
