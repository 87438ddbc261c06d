import { type Buyer, buyerStatuses } from '@tenantry/contract/buyers';
import { PartyCell, Several } from '../parties/cells.tsx';
import { accountColumn, addressColumn, contactColumn, statusColumn } from '../parties/columns.tsx';
import type { PartyTexts } from '../parties/texts.ts';
import type { Column } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import type { BuyerTexts } from './texts.ts';

export interface BuyerColumnOptions {
  t: BuyerTexts;
  party: PartyTexts;
  say: (status: never) => string;
  /** Across accounts, and with the states that only operators see. */
  operates: boolean;
}

const operatorStatuses = ['Unassigned', 'Conflict', 'Deleted'];

export function buyerColumns({ t, party, say, operates }: BuyerColumnOptions): Column<Buyer>[] {
  const statuses = buyerStatuses.filter((status) => status !== 'Deleted' && (operates || !operatorStatuses.includes(status)));
  const names = (list: Buyer['sellers']) => (list ?? []).map(({ id, name }) => name ?? id).join(', ');
  return [
    {
      id: 'buyer',
      header: party('buyer'),
      fixed: true,
      width: 'w-64',
      properties: [
        { path: 'name', label: party('name') },
        { path: 'id', label: party('id'), kind: 'id' },
        { path: 'externalIds.erpCustomer', label: party('external.erpCustomer') },
      ],
      cell: (buyer) => <PartyCell party={buyer} second={buyer.externalIds?.erpCustomer} />,
      csv: (buyer) => buyer.name,
    },
    ...(operates ? [accountColumn<Buyer>(party)] : []),
    {
      id: 'taxId',
      header: party('taxNumber'),
      properties: [{ path: 'taxId', label: party('taxNumber') }],
      cell: (buyer) => (buyer.taxId ? <code className="whitespace-nowrap text-xs">{buyer.taxId}</code> : <Absent />),
      csv: (buyer) => buyer.taxId,
    },
    addressColumn<Buyer>(party),
    // With the account beside it there is no room for everything at first.
    // Wide enough without it; it is there to be shown.
    { ...contactColumn<Buyer>(party), hidden: true },
    {
      id: 'sellers',
      header: t('column.sellers'),
      properties: [
        { path: 'sellers[].name', label: t('property.sellerName') },
        { path: 'sellers[].id', label: t('property.seller'), kind: 'id' },
      ],
      cell: (buyer) => <Several references={buyer.sellers ?? []} />,
      csv: (buyer) => names(buyer.sellers),
    },
    {
      id: 'licensees',
      header: t('column.licensees'),
      properties: [
        { path: 'licensees[].name', label: t('property.licensee') },
        { path: 'licensees[].id', label: t('property.licenseeId'), kind: 'id' },
      ],
      cell: (buyer) => <Several references={buyer.licensees ?? []} total={buyer.licenseeCount} />,
      csv: (buyer) => buyer.licenseeCount,
    },
    statusColumn<Buyer>(party, say, statuses),
  ];
}
