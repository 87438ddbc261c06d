import { type ErpRun, type ErpRunCounts, erpRunStatuses } from '@tenantry/contract/erp-runs';
import type { Column } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { Count, RunStatus } from './run-status.tsx';
import type { ErpRunTexts } from './texts.ts';

/** What a row counts, in this order; the last three ask for attention. */
const counted = ['read', 'created', 'changed', 'conflicts', 'mismatches', 'broken'] as const;
export const alarming: ReadonlySet<keyof ErpRunCounts> = new Set(['conflicts', 'mismatches', 'broken']);

export const erpRunColumns = (t: ErpRunTexts): Column<ErpRun>[] => [
  {
    id: 'started',
    header: t('started'),
    fixed: true,
    properties: [
      { path: 'startedAt', label: t('started'), kind: 'date' },
      { path: 'id', label: t('id'), kind: 'id' },
    ],
    cell: (run) => (
      <span className="block min-w-0">
        <Link to="." search={(before) => ({ ...before, open: run.id })} className="font-medium">
          {run.startedAt ? <DateTime value={run.startedAt} /> : t('notStarted')}
        </Link>
        <code className="block text-2xs text-muted">{run.id}</code>
      </span>
    ),
    csv: (run) => run.startedAt,
  },
  {
    id: 'source',
    header: t('source'),
    properties: [
      { path: 'source', label: t('source'), kind: 'choice', values: (['file', 'feed'] as const).map(choice((one) => t(`sources.${one}`))) },
    ],
    cell: (run) => t(`sources.${run.source}`),
    csv: (run) => run.source,
  },
  {
    id: 'status',
    header: t('status'),
    properties: [{ path: 'status', label: t('status'), kind: 'choice', values: erpRunStatuses.map(choice((one) => t(`statuses.${one}`))) }],
    cell: (run) => <RunStatus status={run.status} />,
    csv: (run) => run.status,
  },
  ...counted.map(
    (name): Column<ErpRun> => ({
      id: name,
      header: t(`counts.${name}`),
      align: 'end',
      cell: ({ counts }) => <Count value={counts[name]} alarming={alarming.has(name)} />,
      csv: ({ counts }) => counts[name],
    }),
  ),
];

const choice =
  <T extends string>(label: (value: T) => string) =>
  (value: T) => ({ value, label: label(value) });
