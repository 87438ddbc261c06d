import type { AuditStream } from '@tenantry/contract/audit-streams';
import { Plus, Send } from 'lucide-react';
import { useMemo } from 'react';
import { useOpen } from '../parties/use-open.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AddStream, EditStream } from './change-stream.tsx';
import { streamColumns } from './columns.tsx';
import { fetchStreams, streamsTable } from './queries.ts';
import { useStreamTexts } from './texts.ts';
import { useStreamActions } from './use-stream-actions.tsx';

/** Settings > Audit streams, for operators. `?open=add` is the form of a new one, `?open=edit&object=AST-…` that of one there is. */
export function AuditStreamsPage() {
  const t = useStreamTexts();
  const { open, object, show, close } = useOpen();
  const columns = useMemo(() => streamColumns(t), [t]);
  const { actionsOf, dialogs } = useStreamActions({ onEdit: (stream) => show('edit', { object: stream.id }) });
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => show('add')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={add} />
      <DataTable<AuditStream>
        id={streamsTable}
        label={t('title')}
        columns={columns}
        fetchPage={fetchStreams}
        rowId={(stream) => stream.id}
        rowLabel={(stream) => stream.name}
        searchPaths={['name', 'id']}
        defaultSort="name"
        rowActions={actionsOf}
        exportName="audit-streams"
        empty={
          <EmptyState icon={Send} title={t('empty')} action={add}>
            {t('emptyDetail')}
          </EmptyState>
        }
      />
      {open === 'add' && <AddStream onClose={close} />}
      {open === 'edit' && object && <EditStream key={object} id={object} onClose={close} />}
      {dialogs}
    </>
  );
}
