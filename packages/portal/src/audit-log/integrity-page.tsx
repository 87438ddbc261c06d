import { useQuery } from '@tanstack/react-query';
import type { AuditLog } from '@tenantry/contract/audit-log';
import { ArrowLeft } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { useRegional } from '../ui/date-time.tsx';
import { Link } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { CheckYourself } from './check-yourself.tsx';
import { CheckpointPanel } from './checkpoint-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { auditLogQuery } from './queries.ts';
import { useAuditLogTexts } from './texts.ts';
import { TreePicture } from './tree-picture.tsx';
import { VerificationPanel } from './verification-panel.tsx';
import { WitnessesPanel } from './witnesses-panel.tsx';

/** Settings > Audit trail > Integrity: what proves the trail, where it stands, and how anybody checks it. */
export function IntegrityPage() {
  const t = useAuditLogTexts();
  const { data: log, error, refetch } = useQuery(auditLogQuery);
  if (error && !log) return <ErrorState page error={error} onRetry={refetch} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Link plain to="/administration/settings/audit-trail" className={buttonClass('ghost')}>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
            {t('back')}
          </Link>
        }
      />
      {log ? <Log log={log} /> : <Skeleton lines={10} />}
    </>
  );
}

function Log({ log }: { log: AuditLog }) {
  const t = useAuditLogTexts();
  const { numbers, culture } = useRegional();
  const format = new Intl.NumberFormat(numbers ?? culture);
  return (
    <div className="flex flex-col gap-5">
      <Panel>
        <div className="grid items-center gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          <div className="flex max-w-prose flex-col gap-3 text-base">
            <p>{t('what.tree')}</p>
            <p>{t('what.change')}</p>
          </div>
          <TreePicture root={log.root} size={log.size} numbers={format} />
        </div>
      </Panel>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <CheckpointPanel log={log} numbers={format} />
          <CheckYourself log={log} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <VerificationPanel log={log} numbers={format} />
          <EvidencePanel numbers={format} />
          <KeysPanel log={log} />
          <WitnessesPanel log={log} numbers={format} />
        </div>
      </div>
    </div>
  );
}
