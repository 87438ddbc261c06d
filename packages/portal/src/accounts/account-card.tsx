import type { Account } from '@tenantry/contract/accounts';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { accountsPath, logoOf } from './queries.ts';
import { useAccountTexts } from './texts.ts';

/** An account on hover: the own one, or any for operators. */
export function AccountCard({ id }: { id: string }) {
  const t = useAccountTexts();
  return (
    <ObjectCard<Account>
      id={id}
      collection={accountsPath}
      content={(account) => ({
        name: account.name,
        picture: logoOf(account),
        chips: <StatusChip status={account.status} />,
        description: account.description,
        facts: [
          { label: t('field.kind'), value: t(`kind.${account.type}`) },
          {
            label: t('list.place'),
            value: [account.address?.city, account.address?.country].filter(Boolean).join(', '),
            hidden: !account.address,
          },
          { label: t(`field.externalId.${account.type}`), value: account.externalId, hidden: !account.externalId },
        ],
      })}
    />
  );
}
