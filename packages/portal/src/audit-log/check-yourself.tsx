import type { AuditLog } from '@tenantry/contract/audit-log';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { publicLog } from './queries.ts';
import { useAuditLogTexts } from './texts.ts';

/** The commands that check the log without this page, and without this server. */
export function CheckYourself({ log }: { log: AuditLog }) {
  const t = useAuditLogTexts();
  const key = log.keys.find(({ retiredAt }) => !retiredAt)?.verifier;
  const withKey = key ? ` --key '${key}'` : '';
  const commands = [
    ...(log.public
      ? [{ id: 'log', text: `tenantry audit verify ${publicLog()}${withKey} --since checkpoint-${log.size}.txt` } as const]
      : []),
    { id: 'file', text: `tenantry audit verify evidence.json${withKey}` } as const,
    { id: 'here', text: 'tenantry audit verify' } as const,
  ];
  return (
    <Panel title={t('yourself.title')} description={t('yourself.description')}>
      <dl className="flex flex-col gap-4">
        {commands.map(({ id, text }) => (
          <div key={id} className="flex min-w-0 flex-col gap-1">
            <dt className="text-muted text-sm">{t(`yourself.${id}`)}</dt>
            <dd className="flex items-start gap-1 rounded-lg border bg-sunken py-1.5 ps-3 pe-1.5">
              <code className="min-w-0 flex-1 py-1 text-xs wrap-anywhere">{text}</code>
              <CopyButton text={text} label={t('yourself.copy', { what: t(`yourself.${id}`) })} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
