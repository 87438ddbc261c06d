import type { ApiToken } from '@tenantry/contract/api-tokens';
import { ObjectLink } from '../object-link.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { Expires, LastAccess } from './expires.tsx';
import { useTokenTexts } from './texts.ts';

const events = ['created', 'updated', 'enabled', 'disabled', 'revealed', 'narrowed'] as const;

/** Identity, life and the latest occurrence of each event; an event that never happened has no line. */
export function DetailsTab({ token }: { token: ApiToken }) {
  const t = useTokenTexts();
  return (
    <KeyValue
      items={[
        { label: t('details.id'), value: <code>{token.id}</code> },
        { label: t('details.status'), value: <StatusChip status={token.status} /> },
        {
          label: t('details.lastAccess'),
          value: token.lastAccessAt ? <DateTime value={token.lastAccessAt} /> : <LastAccess at={undefined} />,
        },
        { label: t('details.expires'), value: <Expires at={token.expiresAt} /> },
        { label: t('details.auditReads'), value: t(token.auditReads ? 'details.readsRecorded' : 'details.readsNotRecorded') },
        ...events.map((event) => {
          const happened = token.audit?.[event];
          return {
            label: t(`details.${event}`),
            hidden: !happened,
            value: happened && (
              <>
                <DateTime value={happened.at} />
                {happened.by && (
                  <span className="block text-muted text-xs">
                    <ObjectLink id={happened.by.id} name={happened.by.name ?? happened.by.id} />
                  </span>
                )}
              </>
            ),
          };
        }),
        { label: t('details.revision'), value: token.revision },
      ]}
    />
  );
}
