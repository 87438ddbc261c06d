import type { Account } from '@tenantry/contract/accounts';
import { EventTimes } from '../event-times.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useAccountTexts } from './texts.ts';

/** Event times with who did it, and the ids that other systems know the account by. */
export function DetailsTab({ account }: { account: Account }) {
  const t = useAccountTexts();
  const events = ['created', 'updated', 'activated', 'deactivated', 'enabled', 'disabled'] as const;
  const labels = Object.fromEntries(events.map((event) => [event, t(`event.${event}`)]));
  const tenant = account.externalIds?.pyraTenantId;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={t('panel.events')}>
        <EventTimes audit={account.audit} labels={labels} />
      </Panel>
      <Panel title={t('panel.identifiers')}>
        <KeyValue
          items={[
            identifier(t('type'), account.id),
            identifier(t(`field.externalId.${account.type}`), account.externalId),
            { label: t('field.externalName'), value: account.externalName, hidden: !account.externalName },
            { ...identifier(t('field.tenantId'), tenant), hidden: !tenant },
          ]}
        />
      </Panel>
    </div>
  );
}

function identifier(label: string, id: string | null | undefined) {
  return { label, value: id && <code>{id}</code>, action: id && <CopyButton text={id} label={label} /> };
}
