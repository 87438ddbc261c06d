import type { AuditRecord } from '@tenantry/contract/audit-records';
import { useState } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { KeyValue, type KeyValueItem } from '../ui/panel.tsx';
import { type DiffItem, DiffList, JsonView } from '../ui/show.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { type ChangeWords, useChangeWords } from './change-text.ts';
import { type Change, changesOf, isCreation } from './changes.ts';
import { DocumentTabs } from './document-tabs.tsx';
import { OnlyButton } from './only-button.tsx';
import { placeText } from './place-text.ts';
import { RecordActor, RecordObject } from './record-names.tsx';
import { textDifference } from './text-difference.ts';
import { type AuditTexts, useAuditTexts } from './texts.ts';
import { shortUserAgent } from './user-agent.ts';

/** Everything that a record says: facts, the change field by field, and the documents as they were stored. */
export function RecordDetails({ record, heading: Heading = 'h3' }: { record: AuditRecord; heading?: 'h2' | 'h3' }) {
  const t = useAuditTexts();
  const words = useChangeWords();
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <KeyValue items={facts(record, t, words)} />
      <Changes record={record} t={t} words={words} Heading={Heading} />
      <Request record={record} t={t} Heading={Heading} />
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
      action: <OnlyButton slot="object" value={object.id} />,
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
      action: <OnlyButton slot="actor" value={actor.id} />,
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
    {
      label: t('detail.event'),
      value: <code className="text-xs">{record.event}</code>,
      action: <OnlyButton slot="event" value={record.event} />,
    },
  ];
}

interface PartProps {
  record: AuditRecord;
  t: AuditTexts;
  words: ChangeWords;
  Heading: 'h2' | 'h3';
}

/** Where it came from: a call, or work in the background. */
function Request({ record: { request = {} }, t, Heading }: Omit<PartProps, 'words'>) {
  const { api, worker, log } = request;
  const agent = api?.userAgent;
  const trace = log?.correlationId;
  const items: KeyValueItem[] = [
    {
      label: t('detail.ip'),
      hidden: !api?.ip,
      value: <span dir="ltr">{api?.ip}</span>,
      action: api?.ip && (
        <span className="flex">
          <OnlyButton slot="ip" value={api.ip} />
          <CopyButton text={api.ip} label={t('detail.copyIp')} />
        </span>
      ),
    },
    { label: t('detail.place'), hidden: !api?.geolocation, value: api?.geolocation && placeText(api.geolocation) },
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
    { label: t('detail.worker'), value: worker?.workerName, hidden: !worker },
    {
      label: t('detail.trace'),
      hidden: !trace,
      value: <code className="text-xs">{trace}</code>,
      action: trace && <CopyButton text={trace} label={t('detail.copyTrace')} />,
    },
  ];
  if (items.every((item) => item.hidden)) return null;
  return (
    <section className="flex flex-col gap-2">
      <Heading className="font-semibold text-sm">{t('detail.request')}</Heading>
      <KeyValue items={items} />
    </section>
  );
}

function Changes({ record, t, words, Heading }: PartProps) {
  const changes = changesOf(record);
  const initial = changes.length > 0 && isCreation(record) && record.documents?.previous === undefined;
  return (
    <section className="flex flex-col gap-2">
      <Heading className="font-semibold text-sm">{t(initial ? 'detail.initial' : 'detail.changes')}</Heading>
      {changes.length === 0 && <p className="text-muted text-sm">{t('detail.noChanges')}</p>}
      {changes.length > 0 && initial && (
        <KeyValue items={changes.map((change) => ({ label: words.field(change), value: words.value(change.after, change.field) }))} />
      )}
      {changes.length > 0 && !initial && <DiffList items={changes.map((change) => diffItem(change, words))} />}
    </section>
  );
}

function diffItem(change: Change, words: ChangeWords): DiffItem {
  const { before, after } = words.pair(change);
  const label = words.field(change);
  const long = before !== undefined && after !== undefined && textDifference(before, after);
  if (!long) return { label, before, after };
  return { label, before: long.before, after: long.after, around: { head: long.head, tail: long.tail } };
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
