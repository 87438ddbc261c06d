import { useQuery } from '@tanstack/react-query';
import type { AuditSettings } from '@tenantry/contract/audit-settings';
import { useSession } from '../session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel, SummaryStrip } from '../ui/panel.tsx';
import { ErrorState } from '../ui/states.tsx';
import { auditSettingsQuery } from './queries.ts';
import { RetentionForm } from './retention-form.tsx';
import { useRetentionTexts } from './texts.ts';
import { useKept } from './use-kept.ts';

/** Settings > Audit trail > Keep records: how long, and what is erased then. */
export function RetentionPage() {
  const t = useRetentionTexts();
  const { data, error, refetch } = useQuery(auditSettingsQuery);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {data ? <Retention settings={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />}
    </>
  );
}

function Retention({ settings }: { settings: AuditSettings }) {
  const t = useRetentionTexts();
  const { account } = useSession();
  const { kept, records } = useKept();
  const points = ['erased', 'final', 'stays', 'others', ...(account?.type === 'Operations' ? (['platform'] as const) : [])] as const;
  return (
    <div className="flex flex-col gap-5">
      <SummaryStrip
        items={[
          { label: t('now'), value: kept(settings.retentionDays) },
          { label: t('oldest'), value: settings.oldestRecordAt && <DateTime value={settings.oldestRecordAt} style="date" /> },
          { label: t('next'), value: settings.expiring ? records(settings.expiring) : t('nothing') },
        ]}
      />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div id="retention" className="scroll-mt-24 rounded-lg">
          <Panel title={t('how')}>
            <RetentionForm settings={settings} />
          </Panel>
        </div>
        <Panel title={t('what')}>
          <ul className="list-disc space-y-2 ps-5 text-sm">
            {points.map((point) => (
              <li key={point}>{t(`points.${point}`)}</li>
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  );
}
