import { Field } from '@base-ui/react/field';
import { Search } from 'lucide-react';
import { type ReactNode, type Ref, useMemo, useState } from 'react';
import { Checkbox } from './choice.tsx';
import { cx } from './cx.ts';
import { Input } from './input.tsx';
import type { Option } from './select.tsx';
import { Skeleton } from './skeleton.tsx';
import { useUiTexts } from './texts.ts';

export interface CheckboxListOption extends Option {
  /** A chip or an avatar beside the label. */
  extra?: ReactNode;
}

export interface CheckboxListProps {
  /** Names the group and its search box. */
  label: string;
  options: readonly CheckboxListOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  readOnly?: boolean;
  loading?: boolean;
  /** Shown in place of the list when there is nothing to choose from. */
  empty?: ReactNode;
  className?: string;
  ref?: Ref<HTMLFieldSetElement>;
}

/** Several of many: searchable, with descriptions and a count of what is chosen. */
export function CheckboxList({ label, options, value, onValueChange, readOnly, loading, empty, className, ref }: CheckboxListProps) {
  const t = useUiTexts();
  const [text, setText] = useState('');
  const chosen = useMemo(() => new Set(value), [value]);
  const wanted = text.trim().toLowerCase();
  const shown = options.filter((option) => `${option.label} ${option.description ?? ''} ${option.value}`.toLowerCase().includes(wanted));
  const choosable = shown.filter((option) => !option.disabled);
  const allShown = choosable.length > 0 && choosable.every((option) => chosen.has(option.value));

  function toggle(ids: readonly string[], on: boolean) {
    const next = new Set(value);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    onValueChange([...next]);
  }

  if (loading) return <Skeleton lines={5} />;
  if (options.length === 0 && empty) return <>{empty}</>;
  return (
    <fieldset
      ref={ref ?? null}
      tabIndex={-1}
      aria-label={label}
      className={cx('flex min-h-0 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface', className)}
    >
      <Head label={label} text={text} onText={setText} count={value.length} />
      <span className="block max-h-80 overflow-y-auto">
        {!readOnly && choosable.length > 1 && (
          <span className="block border-b px-3 py-2">
            <Checkbox
              checked={allShown}
              indeterminate={!allShown && choosable.some((option) => chosen.has(option.value))}
              onCheckedChange={(on) =>
                toggle(
                  choosable.map((option) => option.value),
                  on,
                )
              }
              label={wanted ? t('list.allShown') : t('list.all')}
            />
          </span>
        )}
        {shown.map((option) => (
          <span key={option.value} className="flex items-start justify-between gap-3 px-3 py-2 hover:bg-hover">
            <Checkbox
              checked={chosen.has(option.value)}
              disabled={readOnly || option.disabled || false}
              onCheckedChange={(on) => toggle([option.value], on)}
              label={option.label}
              description={option.description}
            />
            {option.extra}
          </span>
        ))}
        {shown.length === 0 && <span className="block px-3 py-6 text-center text-muted text-sm">{t('noMatch')}</span>}
      </span>
    </fieldset>
  );
}

function Head({ label, text, onText, count }: { label: string; text: string; onText: (text: string) => void; count: number }) {
  const t = useUiTexts();
  return (
    <span className="flex items-center gap-3 border-b bg-sunken p-2">
      {/* A field of its own, or inside another one the search would take the name of the list. */}
      <Field.Root render={<span className="block w-full" />}>
        <Input
          icon={Search}
          type="search"
          value={text}
          onValueChange={onText}
          aria-label={t('list.search', { label })}
          placeholder={t('search')}
        />
      </Field.Root>
      <span aria-live="polite" className="shrink-0 text-muted text-xs tabular-nums">
        {t('list.selected', { count })}
      </span>
    </span>
  );
}
