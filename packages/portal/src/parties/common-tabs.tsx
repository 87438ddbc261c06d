import type { Audit } from '@tenantry/contract/fields';
import type { PartyExternalIds } from '@tenantry/contract/parties';
import { lazy, Suspense } from 'react';
import type { Static } from 'typebox';
import { EventTimes } from '../event-times.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import type { TabItem } from '../ui/tabs.tsx';
import { type PartyTexts, usePartyTexts } from './texts.ts';

// With its table it weighs more than the rest of the page.
const AuditTab = lazy(() => import('../audit-records/audit-tab.tsx').then((module) => ({ default: module.AuditTab })));

export const auditTab = (t: PartyTexts, id: string): TabItem => ({
  id: 'audit',
  label: t('tab.audit'),
  content: () => (
    <Suspense fallback={<Loading />}>
      <AuditTab objectIds={[id]} />
    </Suspense>
  ),
});

export interface Identifier {
  label: string;
  id: string | null | undefined;
}

interface DetailsTabProps {
  audit: Audit | undefined;
  identifiers: readonly Identifier[];
}

const events = ['created', 'updated', 'activated', 'deactivated', 'enabled', 'disabled', 'unassigned', 'transferred'] as const;

/** Event times with who did it, and the ids that other systems know the object by. */
export function DetailsTab({ audit, identifiers }: DetailsTabProps) {
  const t = usePartyTexts();
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={t('panel.events')}>
        <EventTimes audit={audit} labels={Object.fromEntries(events.map((event) => [event, t(`event.${event}`)]))} />
      </Panel>
      <Panel title={t('panel.identifiers')}>
        <KeyValue
          items={identifiers.map(({ label, id }) => ({
            label,
            value: id && <code>{id}</code>,
            action: id && <CopyButton text={id} label={label} />,
          }))}
        />
      </Panel>
    </div>
  );
}

/** What the ERP calls a buyer: company contact, customer record, account. */
export const erpIdentifiers = (t: PartyTexts, ids: Static<typeof PartyExternalIds> | undefined): Identifier[] => [
  { label: t('external.accountExternalId'), id: ids?.accountExternalId },
  { label: t('external.erpCompanyContact'), id: ids?.erpCompanyContact },
  { label: t('external.erpCustomer'), id: ids?.erpCustomer },
];
