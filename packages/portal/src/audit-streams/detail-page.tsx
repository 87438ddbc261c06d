import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { AuditStream } from '@tenantry/contract/audit-streams';
import { auditTab } from '../parties/common-tabs.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { useOpen } from '../parties/use-open.ts';
import { DateTime } from '../ui/date-time.tsx';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { EditStream } from './change-stream.tsx';
import { Count, Delivery } from './delivery.tsx';
import { GeneralTab } from './general-tab.tsx';
import { streamQuery, streamsPage } from './queries.ts';
import { useStreamTexts } from './texts.ts';
import { useStreamActions } from './use-stream-actions.tsx';

/** One stream: where it leads, how far it is, what stops it. */
export function AuditStreamPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = useQuery(streamQuery(id));
  if (data) return <StreamView key={id} stream={data} />;
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
}

function StreamView({ stream }: { stream: AuditStream }) {
  const t = useStreamTexts();
  const party = usePartyTexts();
  const navigate = useNavigate();
  const { open, show, close } = useOpen();
  const { actionsOf, dialogs } = useStreamActions({ onDeleted: () => navigate({ to: streamsPage as never }) });
  return (
    <>
      <DetailPage
        back={{ to: streamsPage, label: t('back') }}
        type={t('type')}
        name={stream.name}
        id={stream.id}
        shape="square"
        chips={<StatusChip status={stream.status} />}
        edit={{ run: () => show('edit') }}
        actions={actionsOf(stream)}
        strip={[
          { label: t('column.delivery'), value: <Delivery stream={stream} brief /> },
          { label: t('strip.position'), value: <Count value={stream.position} /> },
          { label: t('strip.waiting'), value: <Count value={stream.waiting} /> },
          { label: t('strip.last'), value: <DateTime value={stream.lastDeliveredAt} /> },
        ]}
        tabs={[{ id: 'general', label: t('tab.general'), content: () => <GeneralTab stream={stream} /> }, auditTab(party, stream.id)]}
      >
        <StreamNotice stream={stream} />
      </DetailPage>
      {open === 'edit' && <EditStream id={stream.id} onClose={close} />}
      {dialogs}
    </>
  );
}

function StreamNotice({ stream: { status, lastError } }: { stream: AuditStream }) {
  const t = useStreamTexts();
  if (status === 'Disabled') return <Notice tone="neutral">{t('notice.disabled')}</Notice>;
  if (!lastError) return null;
  return (
    <Notice tone="danger" title={t('notice.failing')}>
      {t('notice.failingDetail', { message: lastError.message, tries: t('delivery.tries', { count: lastError.tries }) })}
    </Notice>
  );
}
