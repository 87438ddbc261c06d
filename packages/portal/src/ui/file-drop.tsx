import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, type Ref, useId, useState } from 'react';
import { cx } from './cx.ts';
import { useUiTexts } from './texts.ts';

export interface FileDropProps {
  /** Accessible name of the file input. */
  label: string;
  /** As in the `accept` attribute: `.csv,text/csv`. */
  accept: string;
  hint?: ReactNode;
  onFile: (file: File) => void;
  disabled?: boolean;
  compact?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** "Select file" or drop one here. Checking what it is stays with the caller. */
export function FileDrop({ label, accept, hint, onFile, disabled, compact, ref }: FileDropProps) {
  const t = useUiTexts();
  const id = useId();
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the first is the file input inside
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'relative rounded-lg border border-control border-dashed text-sm focus-within:outline-2 focus-within:outline-(--focus)',
        over ? 'bg-accent-soft' : 'bg-sunken',
        compact ? 'px-3 py-2' : 'px-4 py-6 text-center',
        disabled && 'opacity-55',
      )}
    >
      <input
        id={id}
        ref={ref ?? null}
        type="file"
        accept={accept}
        disabled={disabled ?? false}
        aria-label={label}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <span className={cx('flex items-center gap-1.5', !compact && 'justify-center')}>
        <Upload aria-hidden className="size-4 text-muted" />
        <span className="font-medium text-accent-ink">{t('file.select')}</span>
        <span className="text-muted">{t('file.orDrop')}</span>
      </span>
      {hint && <span className="mt-1 block text-muted text-xs">{hint}</span>}
    </div>
  );
}
