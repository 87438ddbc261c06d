import { useParams, useSearch } from '@tanstack/react-router';
import type { UserImport } from '@tenantry/contract/user-imports';
import { ArrowLeft } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { useCrumb } from '../ui/crumb.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { useDocumentTitle } from '../ui/page-header.tsx';
import { ErrorState } from '../ui/states.tsx';
import { CheckView } from './check-view.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { ResultView } from './result-view.tsx';
import { RowsTable } from './rows-table.tsx';
import { RunningView } from './running-view.tsx';
import { StatusOfImport } from './status-of-import.tsx';
import { useImportTexts } from './texts.ts';
import { importsPage, useImport } from './use-imports.ts';
import { useParts } from './use-parts.ts';

/** One import from its check to its end; its address can be left and opened again at any time. */
export function ImportPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const batch = useImport(id);
  // A new check of the same file is another import: nothing chosen for the one before may stay on the screen.
  if (batch.data) return <Import key={id} batch={batch.data} />;
  return batch.isError ? <ErrorState page error={batch.error} onRetry={batch.refetch} /> : <Loading />;
}

function Import({ batch }: { batch: UserImport }) {
  const t = useImportTexts();
  const { filter } = useSearch({ strict: false }) as { filter?: string };
  const parts = useParts(batch);
  useDocumentTitle(batch.fileName);
  useCrumb(batch.fileName);
  return (
    <article className="flex min-w-0 flex-col gap-5">
      <header className="flex flex-wrap items-start gap-3">
        <Link to={importsPage} aria-label={t('backToStart')} className={buttonClass('ghost', 'icon-md', '-ms-2 mt-1')}>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        </Link>
        <div className="min-w-48 flex-1">
          <p className="text-muted text-xs">{t('type')}</p>
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="font-semibold text-xl leading-7 tracking-tight wrap-anywhere">{batch.fileName}</h1>
            <StatusOfImport status={batch.status} />
          </div>
          <p className="text-muted text-xs">
            <code>{batch.id}</code> · <DateTime value={batch.audit?.created?.at} />
            {batch.audit?.created?.by?.name && ` · ${batch.audit.created.by.name}`}
          </p>
        </div>
      </header>
      <OutcomeBar parts={parts} chosen={filter} />
      {batch.status === 'Checked' && <CheckView batch={batch} />}
      {batch.status === 'Running' && <RunningView batch={batch} />}
      {(batch.status === 'Completed' || batch.status === 'Failed' || batch.status === 'Undone') && (
        <ResultView batch={batch} parts={parts} />
      )}
      <section id="rows" className="flex min-w-0 scroll-mt-20 flex-col gap-3">
        <h2 className="font-semibold">{t('rows.title')}</h2>
        <RowsTable batch={batch} />
      </section>
    </article>
  );
}
