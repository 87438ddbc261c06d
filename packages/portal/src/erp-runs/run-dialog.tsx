import { useQuery } from '@tanstack/react-query';
import type { ErpRun, ErpRunCounts } from '@tenantry/contract/erp-runs';
import { Button } from '../ui/button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { alarming } from './columns.tsx';
import { erpRunQuery, isWorking } from './queries.ts';
import { RunProgress } from './run-progress.tsx';
import { Count, RunStatus } from './run-status.tsx';
import { useErpRunTexts } from './texts.ts';

/** How one reading went, or how far it is. */
export function RunDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useErpRunTexts();
  const { data, error, refetch } = useQuery(erpRunQuery(id));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reading')}
      description={<code>{id}</code>}
      size="lg"
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {data ? <Details run={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton lines={8} />}
    </Dialog>
  );
}

const counts = ['read', 'created', 'changed', 'unchanged', 'conflicts', 'mismatches', 'broken'] satisfies (keyof ErpRunCounts)[];

function Details({ run }: { run: ErpRun }) {
  const t = useErpRunTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in here takes the focus, and a long one must scroll by keyboard
    <section aria-label={t('reading')} tabIndex={0} className="flex flex-col gap-4 rounded -outline-offset-2">
      {isWorking(run) && <RunProgress run={run} />}
      {run.message && <Notice tone={run.status === 'Failed' ? 'danger' : 'info'}>{run.message}</Notice>}
      <KeyValue
        items={[
          { label: t('status'), value: <RunStatus status={run.status} /> },
          { label: t('source'), value: t(`sources.${run.source}`) },
          { label: t('started'), value: run.startedAt && <DateTime value={run.startedAt} /> },
          { label: t('finished'), value: run.finishedAt && <DateTime value={run.finishedAt} /> },
          { label: t('askedBy'), value: run.audit?.created?.by?.name },
        ]}
      />
      <div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-lg border bg-sunken px-4 py-3 sm:grid-cols-4">
          {counts.map((name) => (
            <div key={name} className="min-w-0">
              <dt className="text-muted text-xs">{t(`counts.${name}`)}</dt>
              <dd className="text-sm tabular-nums">
                <Count value={run.counts[name]} alarming={alarming.has(name)} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-1.5 text-muted text-xs">{t('countsHelp')}</p>
      </div>
      <LineErrors run={run} />
    </section>
  );
}

function LineErrors({ run: { lineErrors = [], counts } }: { run: ErpRun }) {
  const t = useErpRunTexts();
  if (lineErrors.length === 0) return null;
  const more = counts.broken > lineErrors.length ? t('firstOf', { shown: lineErrors.length, total: counts.broken }) : undefined;
  return (
    <Panel title={t('lineErrors')} description={more}>
      <ul className="flex flex-col gap-2 text-sm">
        {lineErrors.map(({ line, message }) => (
          <li key={`${line} ${message}`} className="grid gap-x-4 sm:grid-cols-[6rem_minmax(0,1fr)]">
            <span className="text-muted tabular-nums">{t('line', { line })}</span>
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
