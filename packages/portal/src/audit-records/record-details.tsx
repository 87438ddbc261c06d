import type { AuditRecord } from '@tenantry/contract/audit-records';
import { useState } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { KeyValue, type KeyValueItem } from '../ui/panel.tsx';
import { DiffList, JsonView } from '../ui/show.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { type ChangeWords, useChangeWords } from './change-text.ts';
import { changesOf, isCreation } from './changes.ts';
import { DocumentTabs } from './document-tabs.tsx';
import { placeText } from './place-text.ts';
import { RecordActor, RecordObject } from './record-names.tsx';
import { type AuditTexts, useAuditTexts } from './texts.ts';
import { shortUserAgent } from './user-agent.ts';

/** Everything that a record says: facts, the change field by field, and the documents as they were stored. */
export function RecordDetails({ record, heading: Heading = 'h3' }: { record: AuditRecord; heading?: 'h2' | 'h3' }) {
  const t = useAuditTexts();
  const words = useChangeWords();
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <KeyValue items={[...facts(record, t, words), ...technical(record, t)]} />
      <Changes record={record} t={t} words={words} Heading={Heading} />
      <Documents record={record} t={t} words={words} Heading={Heading} />
    </div>
  );
}

function facts(record: AuditRecord, t: AuditTexts, words: ChangeWords): KeyValueItem[] {
  const { object, actor } = record;
  return [
    {
      label: t('detail.id'),
      value: (
        <span className="flex flex-wrap items-center gap-2">
          <code>{record.id}</code>
          {record.type === 'Private' && <Chip label={t('detail.private')} tone="warning" />}
        </span>
      ),
      action: <CopyButton text={record.id} label={t('detail.copyId')} />,
    },
    { label: t('detail.date'), value: <DateTime value={record.timestamp} style="precise" /> },
    { label: t('detail.summary'), value: record.summary, action: <CopyButton text={record.summary} label={t('detail.copySummary')} /> },
    { label: t('detail.details'), value: record.details, action: <CopyButton text={record.details} label={t('detail.copyDetails')} /> },
    {
      label: t('detail.object'),
      value: (
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <RecordObject record={record} />
          <span className="text-muted text-xs">
            {[words.objectType(object.objectType), object.revision && t('detail.revision', { revision: object.revision })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      label: t('detail.actor'),
      value: (
        <RecordActor
          record={record}
          extra={
            actor.account && (
              <span className="block text-muted text-xs">{t('detail.of', { account: `${actor.account.name} (${actor.account.id})` })}</span>
            )
          }
        />
      ),
    },
  ];
}

function technical({ event, request }: AuditRecord, t: AuditTexts): KeyValueItem[] {
  const agent = request?.api?.userAgent;
  const trace = request?.log?.correlationId;
  const place = request?.api?.geolocation;
  return [
    { label: t('detail.event'), value: <code className="text-xs">{event}</code> },
    { label: t('detail.ip'), value: request?.api?.ip, hidden: !request?.api?.ip },
    { label: t('detail.place'), value: place && placeText(place), hidden: !place },
    {
      label: t('detail.userAgent'),
      hidden: !agent,
      value: agent && (
        <>
          {shortUserAgent(agent)}
          <code className="block text-2xs text-muted">{agent}</code>
        </>
      ),
    },
    {
      label: t('detail.trace'),
      hidden: !trace,
      value: <code className="text-xs">{trace}</code>,
      action: trace && <CopyButton text={trace} label={t('detail.copyTrace')} />,
    },
    { label: t('detail.worker'), value: request?.worker?.workerName, hidden: !request?.worker },
  ];
}

interface PartProps {
  record: AuditRecord;
  t: AuditTexts;
  words: ChangeWords;
  Heading: 'h2' | 'h3';
}

function Changes({ record, t, words, Heading }: PartProps) {
  const changes = changesOf(record);
  const initial = isCreation(record) && record.documents?.previous === undefined;
  return (
    <section className="flex flex-col gap-2">
      <Heading className="font-semibold text-sm">{t(initial ? 'detail.initial' : 'detail.changes')}</Heading>
      {changes.length === 0 && <p className="text-muted text-sm">{t('detail.noChanges')}</p>}
      {changes.length > 0 && initial && (
        <KeyValue items={changes.map((change) => ({ label: words.field(change), value: words.value(change.after, change.field) }))} />
      )}
      {changes.length > 0 && !initial && (
        <DiffList items={changes.map((change) => ({ label: words.field(change), ...words.pair(change) }))} />
      )}
    </section>
  );
}

function Documents({ record, t, words, Heading }: PartProps) {
  const documents: Record<string, unknown> = { ...record.documents, actor: record.actor };
  const keys = Object.keys(documents);
  const [open, setOpen] = useState(keys[0] ?? '');
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <Heading className="font-semibold text-sm">{t('detail.documents')}</Heading>
      <DocumentTabs label={t('detail.documents')} keys={keys} name={words.document} open={open} onOpen={setOpen}>
        {(key) => <JsonView value={documents[key]} label={words.document(key)} />}
      </DocumentTabs>
    </section>
  );
}
