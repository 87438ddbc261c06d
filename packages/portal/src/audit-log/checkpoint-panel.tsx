import type { AuditLog } from '@tenantry/contract/audit-log';
import { Bookmark } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { download } from '../ui/data-table/index.ts';
import { DateTime } from '../ui/date-time.tsx';
import { ExternalLink } from '../ui/link.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { Chip } from '../ui/status-chip.tsx';
import { publicLog } from './queries.ts';
import { signaturesOf } from './signatures.ts';
import { useAuditLogTexts } from './texts.ts';

/** The signed head of the log. Kept elsewhere, it makes visible what was cut off or made anew later. */
export function CheckpointPanel({ log, numbers }: { log: AuditLog; numbers: Intl.NumberFormat }) {
  const t = useAuditLogTexts();
  const { checkpoint, checkpointAt, size, root, waiting } = log;
  const address = `${publicLog()}/checkpoint`;
  return (
    <Panel title={t('checkpoint.title')} description={t('checkpoint.description')}>
      <KeyValue
        items={[
          { label: t('checkpoint.at'), value: <DateTime value={checkpointAt} style="precise" /> },
          { label: t('checkpoint.size'), value: numbers.format(size) },
          {
            label: t('checkpoint.root'),
            value: root && <code className="text-xs">{root}</code>,
            action: root && <CopyButton text={root} label={t('checkpoint.copyRoot')} />,
          },
          {
            label: t('checkpoint.origin'),
            value: <code className="text-xs">{log.origin}</code>,
            action: <CopyButton text={log.origin} label={t('checkpoint.copyOrigin')} />,
          },
          { label: t('checkpoint.signed'), value: checkpoint && <Signatures log={log} /> },
          { label: t('checkpoint.waiting'), value: waiting === 0 ? t('checkpoint.noneWaiting') : numbers.format(waiting) },
          {
            label: t('checkpoint.public'),
            value: log.public ? (
              <>
                <ExternalLink href={address}>{address}</ExternalLink>
                <span className="block text-muted text-xs">{t('checkpoint.served')}</span>
              </>
            ) : (
              t('checkpoint.notServed')
            ),
            action: log.public && <CopyButton text={publicLog()} label={t('checkpoint.copyAddress')} />,
          },
        ]}
      />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-3.5">
        <Button
          icon={Bookmark}
          disabledReason={checkpoint ? undefined : t('checkpoint.none')}
          onClick={() => download(`checkpoint-${size}.txt`, checkpoint, 'text/plain;charset=utf-8')}
        >
          {t('checkpoint.keep')}
        </Button>
        <p className="min-w-0 flex-1 basis-60 text-muted text-xs">{t('checkpoint.why')}</p>
      </div>
    </Panel>
  );
}

function Signatures({ log }: { log: AuditLog }) {
  const t = useAuditLogTexts();
  return (
    <ul className="flex flex-col gap-1">
      {signaturesOf(log).map(({ name, keyId, by }) => (
        <li key={`${name} ${keyId}`} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Chip label={t(`checkpoint.by.${by}`)} tone={by === 'unknown' ? 'warning' : 'neutral'} />
          <code className="text-xs wrap-anywhere">{by === 'log' ? keyId : `${name} (${keyId})`}</code>
        </li>
      ))}
    </ul>
  );
}
