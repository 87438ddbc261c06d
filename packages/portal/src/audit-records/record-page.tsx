import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { useCrumb } from '../ui/crumb.tsx';
import { Link } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { EvidenceButton, EvidenceNotice, useEvidence } from './evidence-button.tsx';
import { recordQuery } from './fetch-records.ts';
import { RecordDetails } from './record-details.tsx';
import { CopyLink } from './record-dialog.tsx';
import { useAuditTexts } from './texts.ts';

/** The permalink of one record. */
export function RecordPage() {
  const t = useAuditTexts();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = useQuery(recordQuery(id));
  const evidence = useEvidence(id);
  useCrumb(id);
  if (error) return <ErrorState page error={error} onRetry={refetch} />;
  return (
    <>
      <PageHeader
        title={data?.summary ?? t('record')}
        description={<code>{id}</code>}
        actions={
          <>
            <Link plain to="/administration/settings/audit-trail" className={buttonClass('ghost')}>
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {t('back')}
            </Link>
            <EvidenceButton evidence={evidence} />
            <CopyLink id={id} />
          </>
        }
      />
      <EvidenceNotice evidence={evidence} />
      <Panel>{data ? <RecordDetails record={data} heading="h2" /> : <Skeleton lines={10} />}</Panel>
    </>
  );
}
