import type { Buyer } from '@tenantry/contract/buyers';
import { buyersPage, buyersPath, pictureOf } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useBuyerTexts } from './texts.ts';

/** A buyer on hover. */
export function BuyerCard({ id }: { id: string }) {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  return (
    <ObjectCard<Buyer>
      id={id}
      collection={buyersPath}
      content={(buyer) => ({
        name: buyer.name,
        picture: pictureOf(buyer),
        chips: <StatusChip status={buyer.status} />,
        facts: [
          { label: party('external.erpCustomer'), value: buyer.externalIds?.erpCustomer, hidden: !buyer.externalIds?.erpCustomer },
          { label: party('taxNumber'), value: buyer.taxId, hidden: !buyer.taxId },
          {
            label: t('card.sellers'),
            value: (buyer.sellers ?? []).map(({ name, id: seller }) => name ?? seller).join(', '),
            hidden: !buyer.sellers?.length,
          },
        ],
        links: [
          { label: t('tab.sellers'), to: `${buyersPage}/${id}`, search: { tab: 'sellers' } },
          { label: t('tab.licensees'), to: `${buyersPage}/${id}`, search: { tab: 'licensees' } },
          { label: party('tab.audit'), to: `${buyersPage}/${id}`, search: { tab: 'audit' } },
        ],
      })}
    />
  );
}
