import { useQueryClient } from '@tanstack/react-query';
import { type AuditLog, auditLog } from '@tenantry/contract/audit-log';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { allows, useSession } from '../session.ts';
import { useConfirmed } from '../sessions/confirm-identity.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Panel } from '../ui/panel.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { showToast } from '../ui/toast.tsx';
import { auditLogPath, auditLogQuery } from './queries.ts';
import { useAuditLogTexts } from './texts.ts';

type Key = AuditLog['keys'][number];

/** With what the checkpoints are signed, and what everybody checks them with. */
export function KeysPanel({ log: { keys } }: { log: AuditLog }) {
  const t = useAuditLogTexts();
  const mayChange = allows(useSession(), auditLog.operations.addKey.permission);
  const [asked, setAsked] = useState<'add' | Key>();
  const active = keys.filter((key) => !key.retiredAt);
  return (
    <Panel
      title={t('keys.title')}
      description={t('keys.description')}
      actions={
        <Button icon={KeyRound} disabledReason={mayChange ? undefined : t('keys.operators')} onClick={() => setAsked('add')}>
          {t('keys.add')}
        </Button>
      }
    >
      {keys.length === 0 && <p className="text-muted text-sm">{t('keys.none')}</p>}
      <ul className="-my-1 divide-y">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-col gap-1.5 py-3">
            <div className="flex flex-wrap items-center gap-2">
              <code className="font-medium text-sm">{key.id}</code>
              <Chip label={t(key.retiredAt ? 'keys.retired' : 'keys.active')} tone={key.retiredAt ? 'neutral' : 'success'} dot />
              <span className="text-muted text-xs">
                {t('keys.since')} <DateTime value={key.createdAt} style="date" />
                {key.retiredAt && (
                  <>
                    {' '}
                    {t('keys.until')} <DateTime value={key.retiredAt} style="date" />
                  </>
                )}
              </span>
              {mayChange && !key.retiredAt && (
                <Button
                  size="sm"
                  variant="danger-ghost"
                  className="ms-auto"
                  aria-label={t('keys.retireNamed', { id: key.id })}
                  disabledReason={active.length > 1 ? undefined : t('keys.last')}
                  onClick={() => setAsked(key)}
                >
                  {t('keys.retire')}
                </Button>
              )}
            </div>
            <div className="flex items-start gap-1">
              <code className="min-w-0 flex-1 text-muted text-xs wrap-anywhere">{key.verifier}</code>
              <CopyButton text={key.verifier} label={t('keys.copy', { id: key.id })} />
            </div>
          </li>
        ))}
      </ul>
      {asked && <ChangeKeys asked={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}

/** Asks before a key is added or retired; the server wants to know who sits there. */
function ChangeKeys({ asked, onClose }: { asked: 'add' | Key; onClose: () => void }) {
  const t = useAuditLogTexts();
  const queries = useQueryClient();
  const { confirmed, dialog } = useConfirmed();
  const adding = asked === 'add';
  async function change() {
    const path = adding ? `${auditLogPath}/keys` : `${auditLogPath}/keys/${encodeURIComponent(asked.id)}/retire`;
    const log = await confirmed(() => api.post<AuditLog>(path, {}));
    if (!log) return;
    queries.setQueryData(auditLogQuery.queryKey, log);
    showToast({ title: adding ? t('keys.added') : t('keys.wasRetired', { id: asked.id }) });
  }
  const details = adding ? (['addSigns', 'addOld', 'addTell'] as const) : (['retireSigns', 'retireOld', 'retireTell'] as const);
  return (
    <>
      <ConfirmDialog
        open
        onClose={onClose}
        title={adding ? t('keys.addQuestion') : t('keys.retireQuestion', { id: asked.id })}
        confirmLabel={t(adding ? 'keys.add' : 'keys.retire')}
        danger={!adding}
        onConfirm={change}
      >
        <ul className="list-disc space-y-1 ps-5">
          {details.map((detail) => (
            <li key={detail}>{t(`keys.${detail}`)}</li>
          ))}
        </ul>
      </ConfirmDialog>
      {dialog}
    </>
  );
}
