import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { ScanSearch } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { PageSearch } from '../search.ts';
import { DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { ExportButton } from './export-button.tsx';
import { fetchRecords } from './fetch-records.ts';
import { useRecordColumns, useRecordProperties } from './record-columns.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { useAuditTexts } from './texts.ts';

export const newestFirst = '-timestamp';
export const recordSearchPaths: readonly string[] = ['summary', 'object.name', 'actor.name'];

export interface RecordsTableProps {
  id: string;
  queryKey?: readonly unknown[];
  withObject: boolean;
  baseFilter: string | undefined;
  empty: ReactNode;
  actions?: ReactNode;
  fetchPage?: FetchPage<AuditRecord>;
}

/** Records, newest first, with View details over them; the open record is part of the address as `?record=`. */
export function RecordsTable({ id, queryKey, withObject, baseFilter, empty, actions, fetchPage = fetchRecords }: RecordsTableProps) {
  const t = useAuditTexts();
  const columns = useRecordColumns({ withObject });
  const properties = useRecordProperties();
  const navigate = useNavigate();
  const { record: open } = useSearch({ strict: false }) as PageSearch & { record?: string };
  // The row that was clicked, so that the dialog need not ask for it again.
  const known = useRef<AuditRecord>(undefined);

  function show(record: AuditRecord | undefined) {
    known.current = record;
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, record: record?.id })) as never, resetScroll: false });
  }

  return (
    <>
      <DataTable<AuditRecord>
        id={id}
        {...(queryKey ? { queryKey } : {})}
        label={t('label')}
        columns={columns}
        properties={properties}
        fetchPage={fetchPage}
        rowId={(record) => record.id}
        rowLabel={(record) => `${record.summary}, ${record.id}`}
        searchPaths={recordSearchPaths}
        defaultSort={newestFirst}
        rowActions={(record) => [{ id: 'view', label: t('view'), icon: ScanSearch, run: () => show(record) }]}
        exporter={(view) => <ExportButton {...view} />}
        baseFilter={baseFilter}
        empty={empty}
        actions={actions}
      />
      {open && <RecordDialog id={open} known={known.current?.id === open ? known.current : undefined} onClose={() => show(undefined)} />}
    </>
  );
}
