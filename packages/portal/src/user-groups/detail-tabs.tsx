import type { UserGroup } from '@tenantry/contract/user-groups';
import { Store } from 'lucide-react';
import { EventTimes } from '../event-times.tsx';
import { honoursBuyers } from '../modules/account-modules.ts';
import { ModuleList } from '../modules/module-list.tsx';
import { NameOf } from '../parties/cells.tsx';
import { useRights } from '../parties/use-rights.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useGroupTexts } from './texts.ts';

interface TabProps {
  group: UserGroup;
}

export function GeneralTab({ group }: TabProps) {
  const t = useGroupTexts();
  return (
    <div className="flex flex-col gap-4">
      {group.isDefault && <Notice>{t('general.default')}</Notice>}
      <Panel title={t('general.title')}>
        <p className="max-w-3xl whitespace-pre-line text-sm wrap-anywhere">
          {group.description || <span className="text-muted">{t('noDescription')}</span>}
        </p>
      </Panel>
    </div>
  );
}

export function ModulesTab({ group }: TabProps) {
  const t = useGroupTexts();
  return (
    <>
      {group.isDefault && <p className="mb-2 text-muted text-sm">{t('modulesTab.default')}</p>}
      <ModuleList label={t('modulesTab.label')} modules={group.modules ?? []} />
    </>
  );
}

/** The chosen buyers, or that all of them are enabled. */
export function BuyersTab({ group }: TabProps) {
  const t = useGroupTexts();
  const { manages } = useRights();
  const { buyers, modules = [] } = group;
  if (!honoursBuyers(modules.map(({ id }) => id))) return <Notice tone="neutral">{t('buyersTab.none')}</Notice>;
  if (!buyers)
    return (
      <EmptyState icon={Store} title={t('buyersTab.all')}>
        {t('buyersTab.allDetail')}
      </EmptyState>
    );
  return (
    <>
      <p className="mb-2 text-muted text-sm">
        {t('buyersTab.chosen')} {!manages && t('buyersTab.hidden')}
      </p>
      <ul aria-label={t('buyersTab.label')} className="divide-y rounded-lg border">
        {buyers.map((buyer) => (
          <li key={buyer.id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3 py-2 text-sm">
            <NameOf reference={buyer} /> <code className="text-muted text-xs">{buyer.id}</code>
            {buyer.status && <StatusChip status={buyer.status} />}
          </li>
        ))}
      </ul>
    </>
  );
}

export function DetailsTab({ group }: TabProps) {
  const t = useGroupTexts();
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={t('details.events')}>
        <EventTimes audit={group.audit} labels={{ created: t('details.created'), updated: t('details.updated') }} />
      </Panel>
      <Panel title={t('details.identifiers')}>
        <KeyValue
          items={[{ label: t('type'), value: <code>{group.id}</code>, action: <CopyButton text={group.id} label={t('type')} /> }]}
        />
      </Panel>
    </div>
  );
}
