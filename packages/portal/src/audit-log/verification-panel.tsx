import { useQueryClient } from '@tanstack/react-query';
import { type AuditLog, auditLog } from '@tenantry/contract/audit-log';
import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api.ts';
import { allows, useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { showProblem, showToast } from '../ui/toast.tsx';
import { auditLogPath, auditLogQuery } from './queries.ts';
import { useAuditLogTexts } from './texts.ts';

interface PartProps {
  log: AuditLog;
  numbers: Intl.NumberFormat;
}

/** Holds every record against the log, here and now; what the last time found. */
export function VerificationPanel({ log, numbers }: PartProps) {
  const t = useAuditLogTexts();
  const queries = useQueryClient();
  const mayVerify = allows(useSession(), auditLog.operations.verify.permission);
  const [busy, setBusy] = useState(false);
  const running = log.verification.status === 'Running';
  useEndToast(log);
  async function verify() {
    setBusy(true);
    try {
      queries.setQueryData(auditLogQuery.queryKey, await api.post<AuditLog>(`${auditLogPath}/verify`, {}));
    } catch (error) {
      // Another operator, or the terminal, may have been faster.
      showProblem(error, t('verification.notStarted'));
      void queries.invalidateQueries({ queryKey: auditLogQuery.queryKey });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Panel
      title={t('verification.title')}
      description={t('verification.description')}
      actions={
        <Button
          variant="primary"
          icon={ShieldCheck}
          busy={busy}
          disabledReason={mayVerify ? (running ? t('verification.underWay') : undefined) : t('verification.operators')}
          onClick={() => void verify()}
        >
          {t('verification.now')}
        </Button>
      }
    >
      {running ? <Progress log={log} numbers={numbers} /> : <Outcome log={log} numbers={numbers} mayVerify={mayVerify} />}
    </Panel>
  );
}

function Progress({ log: { verification }, numbers }: PartProps) {
  const t = useAuditLogTexts();
  const { checked = 0, total = 0 } = verification;
  const label = t('verification.progress', { checked: numbers.format(checked), total: numbers.format(total) });
  return (
    <>
      <ProgressBar label={label} {...(total > 0 ? { value: checked / total } : {})} />
      <p className="mt-2 text-muted text-sm">{t('verification.leave')}</p>
    </>
  );
}

function Outcome({ log: { verification }, numbers, mayVerify }: PartProps & { mayVerify: boolean }) {
  const t = useAuditLogTexts();
  const { status, endedAt, checked = 0, size, fault } = verification;
  if (status === 'None') return <p className="text-muted text-sm">{t(mayVerify ? 'verification.never' : 'verification.neverOthers')}</p>;
  if (status === 'Passed') {
    return (
      <Notice tone="success" title={t('verification.passed', { count: checked, records: numbers.format(checked) })}>
        <When at={endedAt} size={size ?? checked} numbers={numbers} />
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Notice
        tone="danger"
        title={t('verification.failed')}
        action={fault && <CopyButton text={fault} label={t('verification.copyFault')} />}
      >
        <p className="wrap-anywhere">{fault ?? t('verification.faultForOperators')}</p>
        <When at={endedAt} size={size ?? checked} numbers={numbers} />
      </Notice>
      <div className="text-sm">
        <h3 className="font-semibold">{t('verification.todo')}</h3>
        <ol className="mt-1 list-decimal space-y-1 ps-5 text-muted">
          {mayVerify ? (
            <>
              <li>{t('verification.todoKeep')}</li>
              <li>{t('verification.todoAgain')}</li>
              <li>{t('verification.todoCompare')}</li>
              <li>{t('verification.todoTell')}</li>
            </>
          ) : (
            <>
              <li>{t('verification.todoAsk')}</li>
              <li>{t('verification.todoEvidence')}</li>
            </>
          )}
        </ol>
      </div>
    </div>
  );
}

function When({ at, size, numbers }: { at: string | undefined; size: number; numbers: Intl.NumberFormat }) {
  const t = useAuditLogTexts();
  return (
    <p className="mt-0.5 text-xs">
      <DateTime value={at} /> · {t('verification.ofSize', { size: numbers.format(size) })}
    </p>
  );
}

/** Says the end of a verification that was under way when this page was last told. */
function useEndToast({ verification: { status } }: AuditLog): void {
  const t = useAuditLogTexts();
  const before = useRef(status);
  useEffect(() => {
    const was = before.current;
    before.current = status;
    if (was !== 'Running' || status === 'Running') return;
    if (status === 'Passed') showToast({ title: t('verification.endedPassed') });
    if (status === 'Failed') showToast({ title: t('verification.endedFailed'), tone: 'danger' });
  }, [status, t]);
}
