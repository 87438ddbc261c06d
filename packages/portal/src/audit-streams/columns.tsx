import { type AuditStream, streamFormats, streamKinds } from '@tenantry/contract/audit-streams';
import { ObjectLink } from '../object-link.tsx';
import type { Column } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { Delivery, targetText } from './delivery.tsx';
import type { StreamTexts } from './texts.ts';

export const streamColumns = (t: StreamTexts): Column<AuditStream>[] => [...aboutColumns(t), ...deliveryColumns(t)];

const aboutColumns = (t: StreamTexts): Column<AuditStream>[] => [
  {
    id: 'stream',
    header: t('column.stream'),
    fixed: true,
    properties: [
      { path: 'name', label: t('column.name') },
      { path: 'id', label: t('column.id'), kind: 'id' },
    ],
    cell: (stream) => (
      <span className="block min-w-0 sm:min-w-36">
        <ObjectLink id={stream.id} name={stream.name} className="block font-medium wrap-anywhere" />
        <code className="block whitespace-nowrap text-2xs text-muted">{stream.id}</code>
      </span>
    ),
    csv: (stream) => `${stream.name} (${stream.id})`,
  },
  {
    id: 'target',
    header: t('column.target'),
    properties: [
      {
        path: 'kind',
        label: t('column.kind'),
        kind: 'choice',
        values: streamKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
    ],
    cell: (stream) => (
      <span className="block min-w-0 max-w-80 sm:min-w-44">
        <span className="block">{t(`kinds.${stream.kind}`)}</span>
        <span className="block text-muted text-xs wrap-anywhere">{targetText(stream)}</span>
      </span>
    ),
    csv: (stream) => `${stream.kind} ${targetText(stream)}`,
  },
  {
    id: 'format',
    header: t('column.format'),
    properties: [
      {
        path: 'format',
        label: t('column.format'),
        kind: 'choice',
        values: streamFormats.map((value) => ({ value, label: t(`formats.${value}`) })),
      },
    ],
    cell: (stream) => <span className="whitespace-nowrap">{t(`formats.${stream.format}`)}</span>,
    csv: (stream) => stream.format,
  },
];

const deliveryColumns = (t: StreamTexts): Column<AuditStream>[] => [
  {
    id: 'delivery',
    header: t('column.delivery'),
    cell: (stream) => <Delivery stream={stream} />,
    csv: (stream) => stream.lastError?.message ?? stream.waiting,
  },
  {
    id: 'last',
    header: t('column.last'),
    cell: (stream) => <DateTime value={stream.lastDeliveredAt} />,
    csv: (stream) => stream.lastDeliveredAt ?? undefined,
  },
  {
    id: 'status',
    header: t('column.status'),
    properties: [
      {
        path: 'status',
        label: t('column.status'),
        kind: 'choice',
        values: ['Enabled', 'Disabled'].map((value) => ({ value, label: value })),
      },
    ],
    cell: (stream) => <StatusChip status={stream.status} />,
    csv: (stream) => stream.status,
  },
];
