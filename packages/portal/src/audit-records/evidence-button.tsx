import type { Evidence } from '@tenantry/contract/audit-records';
import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import type { Static } from 'typebox';
import { ApiError, api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { download } from '../ui/data-table/index.ts';
import { Notice } from '../ui/notice.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem } from '../ui/toast.tsx';
import { useAuditTexts } from './texts.ts';

export interface EvidenceDownload {
  busy: boolean;
  /** The record is younger than the newest checkpoint. */
  notYet: boolean;
  start: () => Promise<void>;
}

/** Saves what proves that a record stands in the log as a file. Within the first second there is no proof yet, which is no failure. */
export function useEvidence(id: string): EvidenceDownload {
  const t = useAuditTexts();
  const [busy, setBusy] = useState(false);
  // By record: going on to the next one forgets what was said of this one.
  const [waiting, setWaiting] = useState<string>();
  async function start() {
    setBusy(true);
    try {
      const evidence = await api.get<Static<typeof Evidence>>(`/public/v1/audit/records/${encodeURIComponent(id)}/evidence`);
      setWaiting(undefined);
      download(`evidence-${id}.json`, `${JSON.stringify(evidence, null, 2)}\n`, 'application/json');
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 409) setWaiting(id);
      else showProblem(error, t('detail.evidenceFailed'));
    } finally {
      setBusy(false);
    }
  }
  return { busy, notYet: waiting === id, start };
}

export function EvidenceButton({ evidence: { busy, start } }: { evidence: EvidenceDownload }) {
  const t = useAuditTexts();
  return (
    <Button icon={FileCheck2} busy={busy} onClick={() => void start()}>
      {t('detail.evidence')}
    </Button>
  );
}

/** Why there was no file, and another try. */
export function EvidenceNotice({ evidence: { busy, notYet, start } }: { evidence: EvidenceDownload }) {
  const t = useAuditTexts();
  const say = useUiTexts();
  if (!notYet) return null;
  return (
    <Notice
      tone="warning"
      className="mb-4"
      action={
        <Button size="sm" busy={busy} onClick={() => void start()}>
          {say('retry')}
        </Button>
      }
    >
      {t('detail.notYet')}
    </Notice>
  );
}
