import { type ErpLink, erpLinkStatuses } from '@tenantry/contract/erp-links';
import { PartyCell } from '../parties/cells.tsx';
import { statusColumn } from '../parties/columns.tsx';
import type { PartyTexts } from '../parties/texts.ts';
import type { Column } from '../ui/data-table/index.ts';
import { Absent } from '../ui/date-time.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import type { LinkTexts } from './texts.ts';

export interface LinkColumnOptions {
  t: LinkTexts;
  party: PartyTexts;
  say: (status: never) => string;
}

/** One end of a link: its buyer or its seller. */
export const endColumn = (kind: 'buyer' | 'seller', party: PartyTexts): Column<ErpLink> => ({
  id: kind,
  header: party(kind),
  fixed: true,
  width: 'w-72',
  properties: [
    { path: `${kind}.name`, label: party(kind) },
    { path: `${kind}.id`, label: `${party(kind)} ${party('id')}`, kind: 'id' },
  ],
  cell: (link) => {
    const end = link[kind];
    const second = kind === 'seller' ? link.seller?.externalId : link.externalIds?.erpCustomer;
    return end && <PartyCell party={{ id: end.id, name: end.name ?? end.id, icon: end.icon ?? '' }} second={second} />;
  },
  csv: (link) => link[kind]?.name ?? link[kind]?.id,
});

/** The state of the link; blocked ones say who can help. */
export const linkStatusColumn = ({ t, party, say }: LinkColumnOptions, operates: boolean): Column<ErpLink> => ({
  ...statusColumn<ErpLink>(party, say, erpLinkStatuses),
  header: t('status'),
  cell: (link) => (
    <span className="block">
      <StatusChip status={link.status} />
      {link.status === 'Blocked' && !operates && <span className="mt-1 block text-muted text-xs">{t('askSupport')}</span>}
    </span>
  ),
});

export const nameInErpColumn = (t: LinkTexts): Column<ErpLink> => ({
  id: 'companyName',
  header: t('companyName'),
  properties: [{ path: 'companyName', label: t('companyName') }],
  cell: (link) => link.companyName || <Absent />,
  csv: (link) => link.companyName,
});

export const noteColumn = (t: LinkTexts): Column<ErpLink> => ({
  id: 'note',
  header: t('note'),
  cell: (link) => (link.note ? <span className="block min-w-40 whitespace-pre-line wrap-anywhere">{link.note}</span> : <Absent />),
  csv: (link) => link.note,
});
