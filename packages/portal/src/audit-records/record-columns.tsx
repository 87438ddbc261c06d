import type { AuditRecord } from '@tenantry/contract/audit-records';
import { Breakable } from '../ui/breakable.tsx';
import type { Column, Property } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { type ChangeWords, useChangeWords } from './change-text.ts';
import { placeText } from './place-text.ts';
import { RecordActor, RecordObject } from './record-names.tsx';
import { RecordWords } from './record-words.tsx';
import { type AuditTexts, useAuditTexts } from './texts.ts';
import { shortUserAgent } from './user-agent.ts';

/**
 * The columns of every list of records; the tab of one object leaves its Object columns out. All but the last have a width, so that the
 * sentence gets what is left.
 */
export function useRecordColumns({ withObject }: { withObject: boolean }): Column<AuditRecord>[] {
  const t = useAuditTexts();
  const words = useChangeWords();
  return [dateColumn(t), ...(withObject ? objectColumns(t, words) : []), actorColumn(t), techColumn(t), detailsColumn(t, words)];
}

/** More to filter by than the columns show. */
export function useRecordProperties(): Property[] {
  const t = useAuditTexts();
  return [
    { path: 'text', label: t('property.text'), sortable: false, filterable: false },
    { path: 'id', label: t('property.id'), kind: 'id' },
    { path: 'event', label: t('property.event') },
    { path: 'request.log.correlationId', label: t('property.trace'), kind: 'id' },
    { path: 'request.worker.workerName', label: t('property.worker') },
  ];
}

function dateColumn(t: AuditTexts): Column<AuditRecord> {
  return {
    id: 'date',
    header: t('column.date'),
    width: 'w-28',
    fixed: true,
    properties: [{ path: 'timestamp', label: t('property.timestamp'), kind: 'date' }],
    cell: (record) => <Moment value={record.timestamp} />,
  };
}

// Day over time of day: the narrowest form in which both are read at a glance.
function Moment({ value }: { value: string }) {
  return (
    <span className="block whitespace-nowrap">
      <DateTime value={value} style="date" />{' '}
      <span className="block text-muted text-xs tabular-nums max-sm:inline">
        <DateTime value={value} style="time" />
      </span>
    </span>
  );
}

function objectColumns(t: AuditTexts, words: ChangeWords): Column<AuditRecord>[] {
  return [
    {
      id: 'object',
      header: t('column.object'),
      width: 'w-52',
      properties: [
        { path: 'object.name', label: t('property.objectName') },
        { path: 'object.id', label: t('property.objectId'), kind: 'id' },
      ],
      cell: (record) => <RecordObject record={record} />,
    },
    {
      id: 'objectType',
      header: t('column.objectType'),
      width: 'w-28',
      // The summary names it: "API token updated".
      hidden: true,
      properties: [{ path: 'object.objectType', label: t('property.objectType') }],
      cell: (record) => words.objectType(record.object.objectType),
    },
  ];
}

function actorColumn(t: AuditTexts): Column<AuditRecord> {
  return {
    id: 'actor',
    header: t('column.actor'),
    width: 'w-40',
    properties: [
      { path: 'actor.name', label: t('property.actorName') },
      { path: 'actor.id', label: t('property.actorId'), kind: 'id' },
    ],
    cell: (record) => <RecordActor record={record} />,
  };
}

function techColumn(t: AuditTexts): Column<AuditRecord> {
  return {
    id: 'tech',
    header: t('column.tech'),
    width: 'w-36',
    properties: [
      { path: 'request.api.ip', label: t('property.ip') },
      { path: 'request.api.userAgent', label: t('property.userAgent') },
      { path: 'request.api.geolocation.countryCode', label: t('property.country') },
    ],
    cell: ({ request }) => (
      <span className="block text-muted text-xs">
        <span className="block">
          {request?.api?.ip?.includes(':') ? <Breakable text={request.api.ip} /> : (request?.api?.ip ?? request?.worker?.workerName)}
        </span>
        {request?.api?.geolocation && <span className="block">{placeText(request.api.geolocation)}</span>}
        {request?.api?.userAgent && <span title={request.api.userAgent}>{shortUserAgent(request.api.userAgent)}</span>}
      </span>
    ),
  };
}

function detailsColumn(t: AuditTexts, words: ChangeWords): Column<AuditRecord> {
  return {
    id: 'details',
    header: t('column.details'),
    properties: [
      { path: 'summary', label: t('property.summary') },
      { path: 'details', label: t('property.details') },
    ],
    cell: (record) => <RecordWords record={record} words={words} />,
  };
}
