import type { ImportRow, UserImport } from '@tenantry/contract/user-imports';
import { Download } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { api, type Page } from '../api.ts';
import type { Texts } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable, download, type PageRequest } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import type { Tone } from '../ui/notice.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { showProblem } from '../ui/toast.tsx';
import { outcomes } from './outcome-bar.tsx';
import { en } from './texts.en.ts';
import { useImportTexts } from './texts.ts';
import { useImportsPath } from './use-imports.ts';

type Say = Texts<typeof en>;

const tones: Record<ImportRow['outcome'], Tone> = {
  create: 'success',
  created: 'success',
  member: 'info',
  duplicate: 'neutral',
  skipped: 'neutral',
  error: 'danger',
};

/** Every row of the file with its outcome and the reason for it. */
export function RowsTable({ batch }: { batch: UserImport }) {
  const t = useImportTexts();
  const path = `${useImportsPath()}/${batch.id}`;
  const columns = useMemo(() => rowColumns(t), [t]);
  const fetchPage = useCallback(
    ({ filter, signal, ...query }: PageRequest) => api.get<Page<ImportRow>>(`${path}/rows`, { query: { ...query }, filter, signal }),
    [path],
  );
  return (
    <DataTable
      id="user-import-rows"
      label={t('rows.label')}
      // What the job has done meanwhile belongs into the table.
      queryKey={[batch.id, batch.status, batch.counts.done]}
      columns={columns}
      fetchPage={fetchPage}
      rowId={(row) => String(row.line)}
      rowLabel={(row) => row.email ?? `${t('rows.line')} ${row.line}`}
      searchPaths={['email', 'name']}
      defaultSort="line"
      actions={batch.counts.error > 0 ? <FaultyButton path={path} /> : undefined}
    />
  );
}

function FaultyButton({ path }: { path: string }) {
  const t = useImportTexts();
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    try {
      const { fileName, content } = await api.get<{ fileName: string; content: string }>(`${path}/faulty-rows`);
      download(fileName, content, 'text/csv;charset=utf-8');
    } catch (error) {
      showProblem(error, t('rows.faultyFailed'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={Download} busy={busy} onClick={() => void save()}>
      {t('rows.faulty')}
    </Button>
  );
}

function rowColumns(t: Say): Column<ImportRow>[] {
  return [
    {
      id: 'line',
      header: t('rows.line'),
      fixed: true,
      width: 'w-20',
      properties: [{ path: 'line', label: t('rows.line'), kind: 'number' }],
      cell: (row) => <span className="text-muted tabular-nums">{row.line}</span>,
    },
    {
      id: 'outcome',
      header: t('rows.outcome'),
      width: 'w-44',
      properties: [
        {
          path: 'outcome',
          label: t('rows.outcome'),
          kind: 'choice',
          values: outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        },
      ],
      cell: (row) => <Chip label={t(`outcome.${row.outcome}`)} tone={tones[row.outcome]} dot />,
    },
    {
      id: 'person',
      header: t('rows.person'),
      properties: [
        { path: 'email', label: t('rows.email') },
        { path: 'name', label: t('rows.name') },
      ],
      cell: (row) =>
        row.name || row.email ? (
          <span className="block min-w-0">
            <span className="block wrap-anywhere">{row.name ?? row.email}</span>
            {row.name && <span className="block text-muted text-xs wrap-anywhere">{row.email}</span>}
          </span>
        ) : (
          <Absent />
        ),
    },
    {
      id: 'groups',
      header: t('rows.groups'),
      cell: (row) => (row.groups?.length ? row.groups.map((group) => group.name ?? group.id).join(', ') : <Absent />),
    },
    {
      id: 'reason',
      header: t('rows.reason'),
      properties: [
        {
          path: 'reason',
          label: t('rows.reason'),
          kind: 'choice',
          values: reasons.map((value) => ({ value, label: t(`reason.${value}`) })),
        },
      ],
      cell: (row) => <Reason row={row} />,
    },
  ];
}

const reasons = Object.keys(en.reason) as (keyof typeof en.reason)[];

/** The kind of fault in the reader's language, and what exactly is wrong in the words of the server. */
function Reason({ row }: { row: ImportRow }) {
  const t = useImportTexts();
  if (!row.reason && !row.message) return <Absent />;
  const known = reasons.find((reason) => reason === row.reason);
  return (
    <span className="block min-w-0">
      {known && <span className="block">{t(`reason.${known}`)}</span>}
      {row.message && <span className="block text-muted text-xs wrap-anywhere">{row.message}</span>}
    </span>
  );
}
