import { useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { streamFile } from '../download-stream.ts';
import { currentLanguage } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { download } from '../ui/data-table/index.ts';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { showProblem, showToast } from '../ui/toast.tsx';
import { monthsSince } from './months.ts';
import { oldestRecordQuery } from './queries.ts';
import { useAuditLogTexts } from './texts.ts';

interface Progress {
  records: number;
  total: number | undefined;
}

/** The evidence of all records of a month in one file, for an auditor's shelf. */
export function EvidencePanel({ numbers }: { numbers: Intl.NumberFormat }) {
  const t = useAuditLogTexts();
  const { data: oldest } = useQuery(oldestRecordQuery);
  const months = monthsSince(oldest, Date.now(), currentLanguage());
  const [month, setMonth] = useState(months[0]?.value);
  const { progress, start, stop } = useMonthDownload();
  return (
    <Panel title={t('evidence.title')} description={t('evidence.description')}>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('evidence.month')} className="w-full sm:w-56">
          <Combobox value={month} options={months} onValueChange={(value) => value && setMonth(value)} />
        </Field>
        {progress ? (
          <Button onClick={stop}>{t('evidence.stop')}</Button>
        ) : (
          <Button icon={FileDown} disabledReason={month ? undefined : t('evidence.month')} onClick={() => month && void start(month)}>
            {t('evidence.download')}
          </Button>
        )}
      </div>
      {progress && (
        <div className="mt-3">
          <ProgressBar
            label={
              progress.total === undefined
                ? t('evidence.progress', { records: numbers.format(progress.records) })
                : t('evidence.progressOf', { records: numbers.format(progress.records), total: numbers.format(progress.total) })
            }
            {...(progress.total ? { value: progress.records / progress.total } : {})}
          />
        </div>
      )}
    </Panel>
  );
}

function useMonthDownload() {
  const t = useAuditLogTexts();
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  // Whoever leaves the page wants the file no more; the server stops reading for it.
  useEffect(() => () => running.current?.abort(), []);
  async function start(month: string) {
    const aborting = new AbortController();
    running.current = aborting;
    setProgress({ records: 0, total: undefined });
    try {
      const file = await streamFile(`/public/v1/audit/evidence/${month}`, {
        signal: aborting.signal,
        // The first line says what the file is.
        onProgress: ({ lines, total }) => setProgress({ records: Math.max(0, lines - 1), total }),
      });
      download(file.name ?? `evidence-${month}.jsonl`, file.blob, file.blob.type);
      showToast({ title: t('evidence.done', { count: Math.max(0, file.lines - 1) }) });
    } catch (error) {
      if (!aborting.signal.aborted) showProblem(error, t('evidence.failed'));
    } finally {
      setProgress(undefined);
    }
  }
  return { progress, start, stop: () => running.current?.abort() };
}
