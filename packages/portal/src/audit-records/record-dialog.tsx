import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { Link2 } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { recordQuery } from './fetch-records.ts';
import { RecordDetails } from './record-details.tsx';
import { useAuditTexts } from './texts.ts';

export const recordPath = (id: string): string => `/administration/settings/audit-trail/${id}`;

/** View details: one record over the list it was opened from. */
export function RecordDialog({ id, known, onClose }: { id: string; known?: AuditRecord | undefined; onClose: () => void }) {
  const t = useAuditTexts();
  const ui = useUiTexts();
  const { data, error, refetch } = useQuery(recordQuery(id, known));
  return (
    <Dialog
      open
      onClose={onClose}
      title={data?.summary ?? t('record')}
      size="lg"
      actions={
        <>
          <CopyLink id={id} />
          <Button variant="primary" onClick={onClose}>
            {ui('close')}
          </Button>
        </>
      }
    >
      {data ? <RecordDetails record={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton lines={8} />}
    </Dialog>
  );
}

export function CopyLink({ id }: { id: string }) {
  const t = useAuditTexts();
  const ui = useUiTexts();
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.origin + recordPath(id));
      showToast({ title: t('linkCopied') });
    } catch (error) {
      showProblem(error, ui('error.unexpected'));
    }
  }
  return (
    <Button icon={Link2} aria-label={t('copyLink')} onClick={() => void copy()}>
      {t('copyLinkShort')}
    </Button>
  );
}
