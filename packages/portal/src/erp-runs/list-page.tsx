import { useQuery } from '@tanstack/react-query';
import type { ErpRun } from '@tenantry/contract/erp-runs';
import { DatabaseZap, Eye } from 'lucide-react';
import { useMemo } from 'react';
import { buyersPage } from '../parties/paths.ts';
import { useOpen } from '../parties/use-open.ts';
import { DataTable } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SummaryStrip } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { erpRunColumns } from './columns.tsx';
import { differing, differingQuery, erpRunsTable, erpScheduleQuery, fetchErpRuns, isWorking, newestFirst } from './queries.ts';
import { ReadNow } from './read-now.tsx';
import { RunDialog } from './run-dialog.tsx';
import { RunProgress } from './run-progress.tsx';
import { useErpRunTexts } from './texts.ts';
import { useLatestRun } from './use-latest-run.ts';

/** Settings > ERP: the readings of the ERP, for operators. `?open=RUN-…` shows one. */
export function ErpPage() {
  const t = useErpRunTexts();
  const { open, show, close } = useOpen();
  const schedule = useQuery(erpScheduleQuery).data;
  const latest = useLatestRun();
  const columns = useMemo(() => erpRunColumns(t), [t]);
  // There is a next time whenever there is a source.
  const connected = schedule?.nextAt !== null;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<ReadNow working={isWorking(latest)} connected={connected} />}
      />
      {!connected && latest && (
        <Notice tone="warning" title={t('noSource')} className="mb-4">
          {t('sourceHelp')}
        </Notice>
      )}
      <div className="mb-4">
        <SummaryStrip
          items={[
            { label: t('last'), value: schedule?.lastAt && <DateTime value={schedule.lastAt} /> },
            { label: t('next'), value: schedule?.nextAt && <DateTime value={schedule.nextAt} /> },
            { label: t('differences'), value: <Differences /> },
          ]}
        />
      </div>
      {latest && isWorking(latest) && <RunProgress run={latest} className="mb-4" />}
      <DataTable<ErpRun>
        id={erpRunsTable}
        label={t('list')}
        columns={columns}
        properties={[
          { path: 'finishedAt', label: t('finished'), kind: 'date' },
          { path: 'audit.created.at', label: t('created'), kind: 'date' },
        ]}
        fetchPage={fetchErpRuns}
        rowId={(run) => run.id}
        rowLabel={(run) => run.id}
        searchPaths={['id']}
        defaultSort={newestFirst}
        rowActions={(run) => [{ id: 'details', label: t('showDetails'), icon: Eye, run: () => show(run.id) }]}
        exportName="erp-runs"
        empty={
          <EmptyState icon={DatabaseZap} title={connected ? t('empty') : t('noSource')}>
            {connected ? t('emptyDetail') : t('sourceHelp')}
          </EmptyState>
        }
      />
      {open?.startsWith('RUN-') && <RunDialog id={open} onClose={close} />}
    </>
  );
}

function Differences() {
  const t = useErpRunTexts();
  const count = useQuery(differingQuery).data?.$meta.pagination.total;
  if (count === undefined) return null;
  if (count === 0) return t('noDifferences');
  return (
    <Link to={buyersPage} search={{ filter: differing }}>
      {t('differing', { count })}
    </Link>
  );
}
