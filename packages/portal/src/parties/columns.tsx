import type { Address, Reference } from '@tenantry/contract/fields';
import type { Contact } from '@tenantry/contract/parties';
import type { Static } from 'typebox';
import { addressLines } from '../ui/address/address-text.tsx';
import type { Column, Property } from '../ui/data-table/index.ts';
import { StatusChip } from '../ui/status-chip.tsx';
import { AddressCell, ContactCell, NameOf } from './cells.tsx';
import { contactName } from './contact-values.ts';
import type { PartyTexts } from './texts.ts';

export const addressColumn = <T extends { address?: Address | null }>(t: PartyTexts): Column<T> => ({
  id: 'address',
  header: t('address'),
  properties: [
    { path: 'address.city', label: t('city') },
    { path: 'address.country', label: t('country') },
  ],
  cell: (row) => <AddressCell address={row.address} />,
  csv: (row) => (row.address ? addressLines(row.address).join(', ') : ''),
});

export const contactColumn = <T extends { contact?: Static<typeof Contact> | null }>(t: PartyTexts): Column<T> => ({
  id: 'contact',
  header: t('contact'),
  cell: (row) => <ContactCell contact={row.contact} />,
  csv: (row) => (row.contact ? contactName(row.contact) : ''),
});

export const accountColumn = <T extends { account?: Reference | null }>(t: PartyTexts): Column<T> => ({
  id: 'account',
  header: t('account'),
  properties: [
    { path: 'account.name', label: t('account') },
    { path: 'account.id', label: `${t('account')} ${t('id')}`, kind: 'id' },
  ],
  cell: (row) => <NameOf reference={row.account} />,
  csv: (row) => row.account?.name ?? row.account?.id,
});

/** `say` has the words for the states, from the kit. */
export const statusColumn = <T extends { status: string }>(
  t: PartyTexts,
  say: (status: never) => string,
  statuses: readonly string[],
): Column<T> => ({
  id: 'status',
  header: t('status'),
  properties: [
    {
      path: 'status',
      label: t('status'),
      kind: 'choice',
      values: statuses.map((value) => ({ value, label: say(`status.${value}` as never) })),
    },
  ],
  cell: (row) => <StatusChip status={row.status} />,
  csv: (row) => row.status,
});

/** More to sort and filter by than the columns show. */
export const eventProperties = (t: PartyTexts): Property[] => [
  { path: 'audit.created.at', label: t('created'), kind: 'date' },
  { path: 'audit.updated.at', label: t('updated'), kind: 'date' },
];
