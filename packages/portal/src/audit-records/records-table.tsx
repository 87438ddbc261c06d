import type { AuditRecord } from '@tenantry/contract/audit-records';
import { ScanSearch } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { useTableSearch } from '../ui/data-table/table-search.ts';
import { ExportButton } from './export-button.tsx';
import { fetchRecords } from './fetch-records.ts';
import { useRecordColumns, useRecordProperties } from './record-columns.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { useAuditTexts } from './texts.ts';
import { useNeighbours, useOpenRecord } from './use-open-record.ts';

export const newestFirst = '-timestamp';
/** Summary, details, names and changed values, as one. */
export const recordSearchPaths: readonly string[] = ['text'];

export interface RecordsTableProps {
  id: string;
  queryKey?: readonly unknown[];
  withObject: boolean;
  baseFilter: string | undefined;
  empty: ReactNode;
  actions?: ReactNode;
  viewKeys?: readonly string[];
  fetchPage?: FetchPage<AuditRecord>;
}

interface Shown {
  rows: readonly AuditRecord[];
  ids: readonly string[];
  total: number;
}

/** Records, newest first, with View details over them; the open record is part of the address as `?record=`. */
export function RecordsTable(props: RecordsTableProps) {
  const { id, queryKey, withObject, baseFilter, empty, actions, viewKeys, fetchPage = fetchRecords } = props;
  const t = useAuditTexts();
  const columns = useRecordColumns({ withObject });
  const properties = useRecordProperties();
  const record = useOpenRecord();
  const { state, change } = useTableSearch(false, newestFirst);
  const [shown, setShown] = useState<Shown>({ rows: [], ids: [], total: 0 });
  const onRows = useCallback(
    (rows: readonly AuditRecord[], total: number) => setShown({ rows, ids: rows.map((row) => row.id), total }),
    [],
  );
  const neighbours = useNeighbours(
    { ...shown, offset: (state.page - 1) * state.size, turn: (by) => change({ page: state.page + by }, true) },
    record,
  );
  return (
    <>
      <DataTable<AuditRecord>
        id={id}
        {...(queryKey ? { queryKey } : {})}
        {...(viewKeys ? { viewKeys } : {})}
        label={t('label')}
        columns={columns}
        properties={properties}
        fetchPage={fetchPage}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.summary}, ${row.id}`}
        searchPaths={recordSearchPaths}
        defaultSort={newestFirst}
        rowActions={(row) => [{ id: 'view', label: t('view'), icon: ScanSearch, run: () => record.show(row.id) }]}
        exporter={(view) => <ExportButton {...view} />}
        baseFilter={baseFilter}
        empty={empty}
        actions={actions}
        onRows={onRows}
      />
      {record.id && (
        <RecordDialog
          id={record.id}
          known={shown.rows.find((row) => row.id === record.id)}
          neighbours={neighbours}
          onClose={() => record.show(undefined)}
        />
      )}
    </>
  );
}
