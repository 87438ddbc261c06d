import type { Seller } from '@tenantry/contract/sellers';
import { pictureOf, sellersPage, sellersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { AddressText } from '../ui/address/address-text.tsx';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useSellerTexts } from './texts.ts';

/** A seller on hover. */
export function SellerCard({ id }: { id: string }) {
  const t = useSellerTexts();
  const party = usePartyTexts();
  return (
    <ObjectCard<Seller>
      id={id}
      collection={sellersPath}
      content={(seller) => ({
        name: seller.name,
        picture: pictureOf(seller),
        chips: <StatusChip status={seller.status} />,
        facts: [
          { label: t('externalId'), value: seller.externalId },
          { label: party('address'), value: <AddressText address={seller.address} inline /> },
        ],
        links: [{ label: t('tab.buyers'), to: `${sellersPage}/${id}`, search: { tab: 'buyers' } }],
      })}
    />
  );
}
