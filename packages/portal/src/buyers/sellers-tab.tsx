import type { Buyer } from '@tenantry/contract/buyers';
import { Store } from 'lucide-react';
import { LinksTable } from '../erp-links/links-table.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useBuyerTexts } from './texts.ts';

/** The sellers that are linked with a buyer, each with the state of the link. */
export function SellersTab({ buyer }: { buyer: Buyer }) {
  const t = useBuyerTexts();
  return (
    <LinksTable
      id="buyer-sellers"
      label={t('tab.sellers')}
      of={{ kind: 'buyer', id: buyer.id }}
      empty={
        <EmptyState icon={Store} title={t('noSellers')}>
          {t('noSellersDetail')}
        </EmptyState>
      }
    />
  );
}
