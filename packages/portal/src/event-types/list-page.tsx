import { useNavigate, useSearch } from '@tanstack/react-router';
import { type EventType, eventTypes } from '@tenantry/contract/event-types';
import { ListTree, Pencil, ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { trailPath, trailSearch } from '../audit-records/trail-search.ts';
import type { PageSearch } from '../search.ts';
import { allows, useSession } from '../session.ts';
import { Breakable } from '../ui/breakable.tsx';
import { type Column, DataTable } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { EditEventType } from './edit-event-type.tsx';
import { eventTypesTable, fetchEventTypes } from './queries.ts';
import { type EventTypeTexts, useEventTypeTexts } from './texts.ts';

/** Settings > Event types: the catalogue of what the trail records. `?open=AET-…` is the form of one. */
export function EventTypesPage() {
  const t = useEventTypeTexts();
  const session = useSession();
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as PageSearch;
  const columns = useMemo(() => eventTypeColumns(t), [t]);
  const mayEdit = allows(session, eventTypes.operations.update.permission);
  const show = (what: string | undefined) =>
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, open: what })) as never, resetScroll: false });
  const records = ({ key }: EventType) => navigate({ to: trailPath as never, search: trailSearch({ event: key }, session) as never });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DataTable<EventType>
        id={eventTypesTable}
        label={t('title')}
        columns={columns}
        properties={[{ path: 'id', label: t('property.id'), kind: 'id' }]}
        fetchPage={fetchEventTypes}
        rowId={(type) => type.id}
        rowLabel={(type) => type.name}
        searchPaths={['name', 'key', 'description']}
        defaultSort="key"
        rowActions={(type) => [
          { id: 'edit', label: t('edit'), icon: Pencil, hidden: !mayEdit, run: () => show(type.id) },
          { id: 'trail', label: t('trail'), icon: ScrollText, run: () => void records(type) },
        ]}
        exportName={t('export')}
        empty={<EmptyState icon={ListTree} title={t('none')} />}
      />
      {mayEdit && open?.startsWith('AET-') && <EditEventType id={open} onClose={() => show(undefined)} />}
    </>
  );
}

const eventTypeColumns = (t: EventTypeTexts): Column<EventType>[] => [
  {
    id: 'name',
    header: t('column.name'),
    fixed: true,
    properties: [{ path: 'name', label: t('column.name') }],
    cell: (type) => <span className="block font-medium sm:min-w-36">{type.name}</span>,
    csv: (type) => type.name,
  },
  {
    id: 'key',
    header: t('column.key'),
    properties: [{ path: 'key', label: t('column.key') }],
    cell: (type) => (
      <code className="text-xs">
        <Breakable text={type.key} />
      </code>
    ),
    csv: (type) => type.key,
  },
  {
    id: 'description',
    header: t('column.description'),
    properties: [{ path: 'description', label: t('column.description') }],
    cell: ({ description }) => description || <span className="text-muted">{t('noDescription')}</span>,
    csv: (type) => type.description,
  },
  {
    id: 'changed',
    header: t('column.changed'),
    properties: [{ path: 'audit.updated.at', label: t('column.changed'), kind: 'date' }],
    cell: (type) => <DateTime value={type.audit?.updated?.at} style="date" />,
    csv: (type) => type.audit?.updated?.at,
  },
];
