import type { AuditLog } from '@tenantry/contract/audit-log';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Panel } from '../ui/panel.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { useAuditLogTexts } from './texts.ts';

/** Others who sign the checkpoints too, and thereby keep them. */
export function WitnessesPanel({ log: { witnesses, size }, numbers }: { log: AuditLog; numbers: Intl.NumberFormat }) {
  const t = useAuditLogTexts();
  return (
    <Panel title={t('witnesses.title')} description={t('witnesses.description')}>
      {witnesses.length === 0 && <p className="text-muted text-sm">{t('witnesses.none')}</p>}
      <ul className="-my-1 divide-y">
        {witnesses.map((witness) => (
          <li key={witness.verifier} className="flex flex-col gap-1 py-3 text-sm">
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-medium wrap-anywhere">{witness.name}</span>
              {witness.lastError ? (
                <Chip label={t('witnesses.failing')} tone="danger" dot />
              ) : (
                <Chip
                  label={t(witness.lastCosignedAt ? 'witnesses.cosigns' : 'witnesses.waits')}
                  tone={witness.lastCosignedAt ? 'success' : 'neutral'}
                  dot
                />
              )}
              <span className="text-muted text-xs wrap-anywhere">{witness.url}</span>
            </div>
            <p className="text-muted text-xs">
              {t('witnesses.last')} <DateTime value={witness.lastCosignedAt} />
              {witness.size !== undefined && ` · ${t('witnesses.size', { size: numbers.format(witness.size), all: numbers.format(size) })}`}
            </p>
            {witness.lastError && <p className="text-danger-ink text-xs wrap-anywhere">{witness.lastError}</p>}
            <div className="flex items-start gap-1">
              <code className="min-w-0 flex-1 text-muted text-xs wrap-anywhere">{witness.verifier}</code>
              <CopyButton text={witness.verifier} label={t('witnesses.copy', { name: witness.name })} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
