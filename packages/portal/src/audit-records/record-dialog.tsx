import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tenantry/contract/audit-records';
import { ArrowDown, ArrowUp, Link2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { letterShortcuts } from '../shell/preferences.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { EvidenceButton, EvidenceNotice, useEvidence } from './evidence-button.tsx';
import { recordQuery } from './fetch-records.ts';
import { RecordDetails } from './record-details.tsx';
import { useAuditTexts } from './texts.ts';
import type { Neighbours } from './use-open-record.ts';

export const recordPath = (id: string): string => `/administration/settings/audit-trail/${id}`;

export interface RecordDialogProps {
  id: string;
  known?: AuditRecord | undefined;
  /** Absent when the list behind the dialog does not show the record. */
  neighbours?: Neighbours | undefined;
  onClose: () => void;
}

/** View details: one record over the list it was opened from, with the records beside it within reach. */
export function RecordDialog({ id, known, neighbours, onClose }: RecordDialogProps) {
  const t = useAuditTexts();
  const ui = useUiTexts();
  const { data, error, refetch } = useQuery(recordQuery(id, known));
  const evidence = useEvidence(id);
  const top = useRef<HTMLDivElement>(null);
  useLetters(neighbours);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record is read from its beginning
  useEffect(() => {
    const scroller = top.current?.parentElement;
    if (scroller) scroller.scrollTop = 0;
  }, [id]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={data?.summary ?? t('record')}
      size="lg"
      actions={
        <>
          {neighbours && <Turn neighbours={neighbours} />}
          <EvidenceButton evidence={evidence} />
          <CopyLink id={id} />
          <Button variant="primary" onClick={onClose}>
            {ui('close')}
          </Button>
        </>
      }
    >
      <div ref={top}>
        <EvidenceNotice evidence={evidence} />
        {data ? <RecordDetails key={id} record={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton lines={8} />}
      </div>
    </Dialog>
  );
}

function Turn({ neighbours: { number, total, previous, next } }: { neighbours: Neighbours }) {
  const t = useAuditTexts();
  return (
    <span className="me-auto flex items-center gap-1">
      <IconButton
        icon={ArrowUp}
        label={t('detail.previous')}
        disabledReason={previous ? undefined : t('detail.first')}
        onClick={previous}
      />
      <IconButton icon={ArrowDown} label={t('detail.next')} disabledReason={next ? undefined : t('detail.last')} onClick={next} />
      <span role="status" className="ms-1 text-muted text-xs tabular-nums">
        {t('detail.position', { number, total })}
      </span>
    </span>
  );
}

/** `j` and `k`, as in lists elsewhere, unless the person turned single letters off. */
function useLetters(neighbours: Neighbours | undefined): void {
  const latest = useRef(neighbours);
  latest.current = neighbours;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || !letterShortcuts.get()) return;
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === 'j') latest.current?.next?.();
      if (event.key === 'k') latest.current?.previous?.();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
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
