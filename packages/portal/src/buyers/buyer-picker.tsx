import type { Buyer } from '@tenantry/contract/buyers';
import type { ReactNode } from 'react';
import { api, type Page } from '../api.ts';
import { AddressCell, PartyCell, Several } from '../parties/cells.tsx';
import { buyersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { containsAny, join } from '../ui/data-table/index.ts';
import { RowPicker } from '../ui/row-picker.tsx';
import { useBuyerTexts } from './texts.ts';

export interface BuyerPickerProps {
  mode: 'one' | 'many';
  /** Only those of this account; operators see the buyers of every account. */
  account?: string | undefined;
  chosen: readonly string[];
  onChoose: (buyer: Buyer, on: boolean) => void;
  blocked?: (buyer: Buyer) => string | undefined;
  empty?: ReactNode;
}

/** Buyers to choose from, with their addresses and sellers. */
export function BuyerPicker({ mode, account, chosen, onChoose, blocked, empty }: BuyerPickerProps) {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  return (
    <RowPicker<Buyer>
      label={t('title')}
      mode={mode}
      queryKey={['buyers', account]}
      fetchRows={({ text, limit, signal }) =>
        api.get<Page<Buyer>>(buyersPath, {
          query: { order: 'name', limit },
          filter: join('and', [
            account && `eq(account.id,"${account}")`,
            text && containsAny(['name', 'id', 'externalIds.erpCustomer', 'address.city'], text),
          ]),
          signal,
        })
      }
      columns={[
        { header: party('buyer'), cell: (buyer) => <PartyCell party={buyer} second={buyer.externalIds?.erpCustomer} /> },
        { header: party('address'), cell: (buyer) => <AddressCell address={buyer.address} /> },
        { header: t('column.unitsOf'), cell: (buyer) => <Several references={buyer.sellers ?? []} /> },
      ]}
      rowId={(buyer) => buyer.id}
      rowName={(buyer) => buyer.name}
      chosen={chosen}
      onChoose={onChoose}
      {...(blocked ? { blocked } : {})}
      empty={empty}
    />
  );
}
