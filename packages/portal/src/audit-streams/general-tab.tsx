import type { AuditStream } from '@tenantry/contract/audit-streams';
import { EventTimes } from '../event-times.tsx';
import { ObjectLink } from '../object-link.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { DateTime } from '../ui/date-time.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { Count, targetText } from './delivery.tsx';
import { facilityName } from './facilities.ts';
import { useStreamTexts } from './texts.ts';

export function GeneralTab({ stream }: { stream: AuditStream }) {
  const t = useStreamTexts();
  const party = usePartyTexts();
  const { lastError } = stream;
  const events = ['created', 'updated', 'enabled', 'disabled'] as const;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={t('panel.target')}>
        <KeyValue items={targetItems(stream, t)} />
      </Panel>
      <Panel title={t('panel.records')}>
        <KeyValue
          items={[
            { label: t('field.format'), value: `${t(`formats.${stream.format}`)}: ${t(`formatHelp.${stream.format}`)}` },
            { label: t('field.accounts'), value: stream.accounts ? <Accounts accounts={stream.accounts} /> : t('general.allAccounts') },
            { label: t('field.eventPrefix'), value: stream.eventPrefix ? <code>{stream.eventPrefix}</code> : t('general.allEvents') },
          ]}
        />
      </Panel>
      <Panel title={t('panel.delivery')}>
        <KeyValue
          items={[
            { label: t('strip.position'), value: <Count value={stream.position} /> },
            { label: t('strip.waiting'), value: <Count value={stream.waiting} /> },
            { label: t('strip.last'), value: stream.lastDeliveredAt && <DateTime value={stream.lastDeliveredAt} style="precise" /> },
            { label: t('general.lastError'), value: lastError?.message },
            ...(lastError
              ? [
                  { label: t('general.lastTry'), value: <DateTime value={lastError.at} style="precise" /> },
                  { label: t('general.tries'), value: <Count value={lastError.tries} /> },
                ]
              : []),
          ]}
        />
      </Panel>
      <Panel title={party('panel.events')}>
        <EventTimes audit={stream.audit} labels={Object.fromEntries(events.map((event) => [event, party(`event.${event}`)]))} />
      </Panel>
    </div>
  );
}

function targetItems({ kind, target }: AuditStream, t: ReturnType<typeof useStreamTexts>) {
  const trust = { label: t('general.trusted'), value: target.ca ? t('general.ownTrust') : t('general.systemTrust') };
  const where = { label: t('field.kind'), value: t(`kinds.${kind}`) };
  const line = <span className="wrap-anywhere">{targetText({ kind, target })}</span>;
  switch (kind) {
    case 'webhook':
      return [where, { label: t('field.url'), value: line }, { label: t('general.signature'), value: t('general.signed') }, trust];
    case 'syslog':
      return [
        where,
        { label: t('field.host'), value: line },
        { label: t('field.facility'), value: facilityName(target.facility ?? 13) },
        trust,
      ];
    case 'file':
      return [where, { label: t('field.file'), value: line }];
  }
}

function Accounts({ accounts }: { accounts: NonNullable<AuditStream['accounts']> }) {
  return (
    <ul>
      {accounts.map(({ id, name }) => (
        <li key={id}>
          <ObjectLink id={id} name={name ?? id} />
        </li>
      ))}
    </ul>
  );
}
