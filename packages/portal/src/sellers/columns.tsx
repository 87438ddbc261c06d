import { type Seller, sellerStatuses } from '@tenantry/contract/sellers';
import { PartyCell } from '../parties/cells.tsx';
import { addressColumn, statusColumn } from '../parties/columns.tsx';
import type { PartyTexts } from '../parties/texts.ts';
import type { Column } from '../ui/data-table/index.ts';
import type { SellerTexts } from './texts.ts';

export const sellerColumns = (t: SellerTexts, party: PartyTexts, say: (status: never) => string): Column<Seller>[] => [
  {
    id: 'seller',
    header: party('seller'),
    fixed: true,
    width: 'w-80',
    properties: [
      { path: 'name', label: party('name') },
      { path: 'id', label: party('id'), kind: 'id' },
      { path: 'externalId', label: t('externalId') },
    ],
    cell: (seller) => <PartyCell party={seller} second={seller.externalId} />,
    csv: (seller) => seller.name,
  },
  addressColumn<Seller>(party),
  statusColumn<Seller>(
    party,
    say,
    sellerStatuses.filter((status) => status !== 'Deleted'),
  ),
];
