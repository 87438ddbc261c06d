import type { Seller } from '@tenantry/contract/sellers';
import { api, type Page } from '../api.ts';
import { AddressCell, PartyCell } from '../parties/cells.tsx';
import { sellersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { containsAny } from '../ui/data-table/index.ts';
import { RowPicker } from '../ui/row-picker.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useBuyerTexts } from './texts.ts';

export interface SellerPickerProps {
  value: readonly string[];
  onValueChange: (ids: string[]) => void;
}

/** The sellers of a buyer, for operators. */
export function SellerPicker({ value, onValueChange }: SellerPickerProps) {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  return (
    <RowPicker<Seller>
      label={t('edit.sellers')}
      mode="many"
      queryKey={['sellers']}
      fetchRows={({ text, limit, signal }) =>
        api.get<Page<Seller>>(sellersPath, {
          query: { order: 'name', limit },
          filter: text ? containsAny(['name', 'id', 'externalId'], text) : undefined,
          signal,
        })
      }
      columns={[
        { header: party('seller'), cell: (seller) => <PartyCell party={seller} second={seller.externalId} /> },
        { header: party('address'), cell: (seller) => <AddressCell address={seller.address} /> },
        { header: party('status'), cell: (seller) => <StatusChip status={seller.status} /> },
      ]}
      rowId={(seller) => seller.id}
      rowName={(seller) => seller.name}
      chosen={value}
      onChoose={({ id }, on) => onValueChange(on ? [...value, id] : value.filter((one) => one !== id))}
    />
  );
}
