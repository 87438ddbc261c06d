import type { UserImport } from '@tenantry/contract/user-imports';
import { importStatuses } from '@tenantry/contract/user-imports';
import { FileUp } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { api, type Page } from '../api.ts';
import { type Column, DataTable, type PageRequest } from '../ui/data-table/index.ts';
import { Absent, DateTime } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { EmptyState } from '../ui/states.tsx';
import { StatusOfImport } from './status-of-import.tsx';
import { useImportTexts } from './texts.ts';
import { importsPage, importsTable, useImportsPath } from './use-imports.ts';

/** What has been imported, the newest first; each leads to its result. */
export function PreviousImports() {
  const t = useImportTexts();
  const path = useImportsPath();
  const columns = useColumns();
  const fetchPage = useCallback(
    ({ filter, signal, ...query }: PageRequest) =>
      api.get<Page<UserImport>>(path, { query: { ...query, select: 'audit' }, filter, signal }),
    [path],
  );
  return (
    <DataTable
      id={importsTable}
      label={t('previous.label')}
      columns={columns}
      fetchPage={fetchPage}
      queryKey={[path]}
      rowId={(batch) => batch.id}
      rowLabel={(batch) => batch.fileName}
      searchPaths={['fileName']}
      defaultSort="-audit.created.at"
      empty={<EmptyState icon={FileUp} title={t('previous.empty')} />}
    />
  );
}

function useColumns(): Column<UserImport>[] {
  const t = useImportTexts();
  return useMemo(
    () => [
      {
        id: 'file',
        header: t('previous.file'),
        fixed: true,
        properties: [{ path: 'fileName', label: t('previous.file') }],
        cell: (batch) => (
          <span className="block min-w-0">
            <Link to={`${importsPage}/${batch.id}`} className="font-medium wrap-anywhere">
              {batch.fileName}
            </Link>
            <code className="block text-muted text-xs">{batch.id}</code>
          </span>
        ),
      },
      {
        id: 'status',
        header: t('previous.status'),
        properties: [
          {
            path: 'status',
            label: t('previous.status'),
            kind: 'choice',
            values: importStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ],
        cell: (batch) => <StatusOfImport status={batch.status} />,
      },
      {
        id: 'checked',
        header: t('previous.checked'),
        properties: [{ path: 'audit.created.at', label: t('previous.checked'), kind: 'date' }],
        cell: (batch) => <DateTime value={batch.audit?.created?.at} />,
      },
      { id: 'by', header: t('previous.by'), cell: (batch) => batch.audit?.created?.by?.name ?? <Absent /> },
      { id: 'rows', header: t('previous.rows'), align: 'end', cell: (batch) => batch.counts.rows },
      { id: 'invited', header: t('previous.invited'), align: 'end', cell: (batch) => batch.counts.done || <Absent /> },
    ],
    [t],
  );
}
