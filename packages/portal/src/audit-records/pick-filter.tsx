import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../ui/avatar.tsx';
import type { Option } from '../ui/select.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { FilterPill, PillText, pillControl } from './filter-pill.tsx';

export interface PickFilterProps {
  label: string;
  /** What is looked for: "Name or ID". */
  placeholder: string;
  value: string | undefined;
  options: readonly Option[];
  onPick: (value: string | undefined) => void;
  /** Told what is typed, when the options come from the server; the list is then not filtered again here. */
  onSearch?: (text: string) => void;
  onOpen?: (open: boolean) => void;
  /** What is typed may be taken although no option says it, when it is of this form. */
  free?: (text: string) => boolean;
  /** Pictures beside the names. */
  pictures?: boolean;
  disabled?: boolean;
  /** Always has a value: it can be changed and not taken out. */
  fixed?: boolean;
}

/** A filter whose value is chosen from a list that opens below it, with a search box on top. */
export function PickFilter(props: PickFilterProps) {
  const { label, value, options, onPick, onSearch, onOpen, free, fixed = false, disabled = false } = props;
  const say = useUiTexts();
  const [typed, setTyped] = useState('');
  const own = typed.trim();
  const asTyped = free?.(own) && !options.some((option) => option.value === own);
  const items = asTyped ? [{ value: own, label: own, description: say('combobox.asTyped') }, ...options] : options;
  // A link may name what no answer has named yet.
  const chosen = value === undefined ? null : (options.find((option) => option.value === value) ?? { value, label: value });
  function search(text: string) {
    setTyped(text);
    onSearch?.(text);
  }
  return (
    <FilterPill label={label} on={chosen !== null && !fixed} onClear={disabled ? undefined : () => onPick(undefined)}>
      <Base.Root
        items={items}
        value={chosen}
        onValueChange={(next: Option | null) => next && onPick(next.value)}
        itemToStringLabel={(option: Option) => option.label}
        isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
        onInputValueChange={search}
        onOpenChange={(open) => {
          if (!open) search('');
          onOpen?.(open);
        }}
        disabled={disabled}
        {...(onSearch ? { filter: null } : {})}
      >
        <Base.Trigger aria-label={label} className={pillControl}>
          <PillText label={label} value={chosen?.label} />
          {(!chosen || fixed) && <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />}
        </Base.Trigger>
        <PickList {...props} />
      </Base.Root>
    </FilterPill>
  );
}

function PickList({ label, placeholder, pictures = false }: PickFilterProps) {
  const say = useUiTexts();
  return (
    <Base.Portal render={<section aria-label={label} />}>
      <Base.Positioner align="start" sideOffset={4} collisionPadding={12} className="z-50">
        <Base.Popup
          aria-label={label}
          className="popup flex max-h-[min(22rem,var(--available-height))] w-72 max-w-[calc(100vw-1.5rem)] flex-col"
        >
          <div className="border-b p-2">
            <Base.Input aria-label={placeholder} placeholder={placeholder} className="control h-8 w-full px-2.5 text-sm" />
          </div>
          <Base.Empty className="px-3 py-4 text-center text-muted text-sm empty:hidden">{say('noMatch')}</Base.Empty>
          <Base.List aria-label={label} className="min-h-0 overflow-y-auto p-1 empty:hidden">
            {(option: Option) => (
              <Base.Item key={option.value} value={option} className="option items-center">
                {pictures && (
                  <Avatar name={option.label} id={option.value} size="sm" shape={option.value.startsWith('USR-') ? 'round' : 'square'} />
                )}
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
  );
}
