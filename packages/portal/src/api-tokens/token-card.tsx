import type { ApiToken } from '@tenantry/contract/api-tokens';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { Expires, LastAccess } from './expires.tsx';
import { tokensPage, tokensPath } from './queries.ts';
import { useTokenTexts } from './texts.ts';

/** An API token on hover. */
export function TokenCard({ id }: { id: string }) {
  const t = useTokenTexts();
  return (
    <ObjectCard<ApiToken>
      id={id}
      collection={tokensPath}
      content={(token) => ({
        name: token.name,
        chips: <StatusChip status={token.status} />,
        description: token.description,
        facts: [
          {
            label: t('column.modules'),
            value: (token.modules ?? []).map((module) => module.name ?? module.id).join(', ') || t('noModules'),
          },
          { label: t('column.expires'), value: <Expires at={token.expiresAt} /> },
          { label: t('column.lastAccess'), value: <LastAccess at={token.lastAccessAt} /> },
        ],
        links: [{ label: t('tab.audit'), to: `${tokensPage}/${id}`, search: { tab: 'audit' } }],
      })}
    />
  );
}
