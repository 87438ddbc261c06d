import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { BrokenFile } from '../download-stream.ts';
import { currentLanguage } from '../i18n.ts';
import { stored } from '../stored.ts';
import { Button } from '../ui/button.tsx';
import { RadioGroup } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type RegionalSettings, useRegional } from '../ui/date-time.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { Select } from '../ui/select.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { exportCommand } from './export-command.ts';
import { countRecords } from './fetch-records.ts';
import type { Delimiter, ExportFormat, ExportProgress, ExportView } from './save-export.ts';
import { useAuditTexts } from './texts.ts';
import { useExport } from './use-export.ts';

export interface ExportDialogProps {
  view: ExportView;
  /** The table is in an order that a file cannot have. */
  reordered: boolean;
  onClose: () => void;
}

/** From here on a browser's download is the wrong tool. */
const longFrom = 1_000_000;

const lastChoice = stored<{ format?: ExportFormat; delimiter?: Delimiter }>('tenantry.audit.export', {});

/** Saves every record of a view as a file: which kind, how many, how far it is. */
export function ExportDialog({ view, reordered, onClose }: ExportDialogProps) {
  const t = useAuditTexts();
  const { numbers } = useNumbers();
  const regional = useRegional();
  const { format = 'csv', delimiter = usualDelimiter(regional) } = lastChoice.use();
  const { progress, error, run, cancel } = useExport();
  const count = useQuery({
    queryKey: ['audit-export-count', view.filter],
    queryFn: ({ signal }) => countRecords(view.filter, signal),
    staleTime: 0,
  });
  const total = count.data;

  async function save() {
    const saved = await run({ ...view, format, delimiter, name: `${t('exportName')}-${new Date().toISOString().slice(0, 10)}` });
    if (saved === undefined) return;
    showToast({ title: t('export.saved', { count: saved, number: numbers(saved) }) });
    onClose();
  }

  const none = total === 0 ? t('export.none') : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      sticky={progress !== undefined}
      title={t('export.title')}
      description={
        total === undefined
          ? t(count.isError ? 'export.countFailed' : 'export.counting')
          : t('export.count', { count: total, number: numbers(total) })
      }
      actions={
        progress ? (
          <Button onClick={cancel}>{t('export.cancel')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('export.close')}</Button>
            <Button variant="primary" onClick={() => void save()} disabledReason={none}>
              {t(error ? 'export.again' : 'export.save')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {progress ? <Running progress={progress} /> : <Choices format={format} delimiter={delimiter} reordered={reordered} />}
        {error !== undefined && !progress && <Failure error={error} />}
        {total !== undefined && total > longFrom && !progress && <Command command={exportCommand(view, format, delimiter)} />}
      </div>
    </Dialog>
  );
}

function Choices({ format, delimiter, reordered }: { format: ExportFormat; delimiter: Delimiter; reordered: boolean }) {
  const t = useAuditTexts();
  const label = useId();
  return (
    <>
      <Field label={<span id={label}>{t('export.format')}</span>} group>
        <RadioGroup<ExportFormat>
          label={t('export.format')}
          value={format}
          onValueChange={(next) => lastChoice.set({ ...lastChoice.get(), format: next })}
          options={[
            { value: 'csv', label: 'CSV', description: t('export.csvHelp') },
            { value: 'jsonl', label: 'JSON Lines', description: t('export.jsonlHelp') },
          ]}
        />
      </Field>
      {format === 'csv' && (
        <Field label={t('export.delimiter')} help={t('export.delimiterHelp')}>
          <Select<Delimiter>
            value={delimiter}
            onValueChange={(next) => lastChoice.set({ ...lastChoice.get(), delimiter: next })}
            options={[
              { value: ',', label: t('export.comma') },
              { value: ';', label: t('export.semicolon') },
              { value: 'tab', label: t('export.tab') },
            ]}
          />
        </Field>
      )}
      {reordered && <Notice tone="neutral">{t('export.reordered')}</Notice>}
    </>
  );
}

function Running({ progress: { records, total, bytes } }: { progress: ExportProgress }) {
  const t = useAuditTexts();
  const { numbers, size } = useNumbers();
  const values = { records: numbers(records), total: numbers(total), size: size(bytes) };
  return (
    <div className="flex flex-col gap-2">
      {total === 0 ? (
        <ProgressBar label={t('export.starting')} />
      ) : (
        <ProgressBar label={t('export.progress', values)} value={records / total} />
      )}
      <p className="text-muted text-xs">{t('export.stay')}</p>
    </div>
  );
}

function Failure({ error }: { error: unknown }) {
  const t = useAuditTexts();
  const say = useUiTexts();
  return (
    <Notice tone="danger" title={t('export.failed')}>
      {error instanceof BrokenFile ? t('export.broken') : problemText(error, say)}
    </Notice>
  );
}

function Command({ command }: { command: string }) {
  const t = useAuditTexts();
  return (
    <Notice tone="info" title={t('export.long')} action={<CopyButton text={command} label={t('export.copyCommand')} />}>
      <p>{t('export.longHelp')}</p>
      <code className="mt-1.5 block wrap-anywhere text-xs">{command}</code>
    </Notice>
  );
}

function useNumbers() {
  const { numbers, culture } = useRegional();
  const tag = numbers || culture || currentLanguage();
  const plain = new Intl.NumberFormat(tag);
  const unit = (name: 'kilobyte' | 'megabyte') => new Intl.NumberFormat(tag, { style: 'unit', unit: name, maximumFractionDigits: 0 });
  return {
    numbers: (value: number) => plain.format(value),
    size: (bytes: number) => (bytes < 1_000_000 ? unit('kilobyte').format(bytes / 1_000) : unit('megabyte').format(bytes / 1_000_000)),
  };
}

// Where the comma separates decimals, spreadsheets expect something else between cells.
function usualDelimiter({ numbers, culture }: RegionalSettings): Delimiter {
  const parts = new Intl.NumberFormat(numbers || culture || undefined).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}
