import { type Licensee, licenseeStatuses } from '@tenantry/contract/licensees';
import { NameOf, PartyCell } from '../parties/cells.tsx';
import { accountColumn, addressColumn, contactColumn, statusColumn } from '../parties/columns.tsx';
import type { PartyTexts } from '../parties/texts.ts';
import type { Column, Property } from '../ui/data-table/index.ts';
import type { LicenseeTexts } from './texts.ts';

export interface LicenseeColumnOptions {
  t: LicenseeTexts;
  party: PartyTexts;
  say: (status: never) => string;
  /** Across accounts. */
  operates: boolean;
}

export function licenseeColumns({ t, party, say, operates }: LicenseeColumnOptions): Column<Licensee>[] {
  const resale = (licensee: Licensee) => (licensee.eligibility?.partner ? party('yes') : party('no'));
  const statuses = licenseeStatuses.filter((status) => status !== 'Deleted');
  return [
    {
      id: 'licensee',
      header: t('type'),
      fixed: true,
      width: 'w-72',
      properties: [
        { path: 'name', label: party('name') },
        { path: 'id', label: party('id'), kind: 'id' },
        { path: 'externalId', label: t('field.externalId') },
      ],
      cell: (licensee) => <PartyCell party={licensee} />,
      csv: (licensee) => licensee.name,
    },
    ...(operates ? [accountColumn<Licensee>(party)] : []),
    addressColumn<Licensee>(party),
    // With the account beside it there is no room for everything at first.
    { ...contactColumn<Licensee>(party), hidden: operates },
    {
      id: 'resale',
      header: t('resale'),
      properties: [{ path: 'eligibility.partner', label: t('resale'), kind: 'boolean' }],
      cell: resale,
      csv: resale,
    },
    partnerColumn('buyer', party('buyer'), party),
    partnerColumn('seller', party('seller'), party),
    statusColumn<Licensee>(party, say, statuses),
  ];
}

const partnerColumn = (kind: 'buyer' | 'seller', header: string, party: PartyTexts): Column<Licensee> => ({
  id: kind,
  header,
  properties: [
    { path: `${kind}.name`, label: header },
    { path: `${kind}.id`, label: `${header} ${party('id')}`, kind: 'id' },
  ],
  cell: (licensee) => <NameOf reference={licensee[kind]} />,
  csv: (licensee) => licensee[kind]?.name ?? licensee[kind]?.id,
});

/** More to sort and filter by than the columns show. */
export const moreProperties = (t: LicenseeTexts): Property[] => [{ path: 'description', label: t('field.description') }];
