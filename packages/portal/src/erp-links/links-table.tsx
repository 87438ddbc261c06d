import type { ErpLink } from '@tenantry/contract/erp-links';
import type { Address } from '@tenantry/contract/fields';
import { type ReactNode, useMemo, useState } from 'react';
import { api, type Page } from '../api.ts';
import { AddressCell } from '../parties/cells.tsx';
import { buyersPath, erpLinksPath, sellersPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { useRights } from '../parties/use-rights.ts';
import { DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { Notice } from '../ui/notice.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { endColumn, linkStatusColumn, noteColumn } from './columns.tsx';
import { useLinkTexts } from './texts.ts';
import { useLinkActions } from './use-link-actions.tsx';

export interface LinksTableProps {
  id: string;
  label: string;
  /** Whose links these are; the table shows the other end of each. */
  of: { kind: 'buyer' | 'seller'; id: string };
  empty: ReactNode;
}

interface Row extends ErpLink {
  otherAddress?: Address | null | undefined;
}

interface End {
  id: string;
  address?: Address | null;
}

/** The links of one buyer or one seller, with the address of the other end. Those that the ERP has no more are left out. */
export function LinksTable({ id, label, of, empty }: LinksTableProps) {
  const t = useLinkTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const { operates } = useRights();
  const { actionsOf, dialog } = useLinkActions();
  const [anyBlocked, setAnyBlocked] = useState(false);
  const other = of.kind === 'buyer' ? 'seller' : 'buyer';
  const columns = useMemo(
    () => [
      endColumn(other, party),
      { id: 'address', header: party('address'), cell: (row: Row) => <AddressCell address={row.otherAddress} /> },
      linkStatusColumn({ t, party, say }, operates),
      ...(operates ? [noteColumn(t)] : []),
    ],
    [other, t, party, say, operates],
  );
  const fetchLinks: FetchPage<Row> = async (request) => {
    const page = await fetchWithAddresses(other, request);
    setAnyBlocked(page.data.some(({ status }) => status === 'Blocked'));
    return page;
  };
  return (
    <>
      {anyBlocked && of.kind === 'buyer' && !operates && (
        <Notice tone="warning" title={t('blockedHint.title')} className="mb-3">
          {t('blockedHint.detail')}
        </Notice>
      )}
      <DataTable<Row>
        id={id}
        queryKey={[of.id]}
        label={label}
        columns={columns}
        fetchPage={fetchLinks}
        baseFilter={`and(eq(${of.kind}.id,"${of.id}"),ne(status,"Disabled"))`}
        rowId={(row) => row.id}
        rowLabel={(row) => row[other]?.name ?? row.name}
        searchPaths={[`${other}.name`, `${other}.id`]}
        defaultSort={`${other}.name`}
        rowActions={actionsOf}
        empty={empty}
      />
      {dialog}
    </>
  );
}

async function fetchWithAddresses(
  other: 'buyer' | 'seller',
  { filter, signal, ...query }: Parameters<FetchPage<Row>>[0],
): Promise<Page<Row>> {
  const page = await api.get<Page<ErpLink>>(erpLinksPath, { query, filter, signal });
  const ids = page.data.flatMap((link) => link[other]?.id ?? []);
  if (ids.length === 0) return page;
  const ends = await api.get<Page<End>>(other === 'seller' ? sellersPath : buyersPath, {
    query: { limit: ids.length },
    filter: `in(id,(${ids.map((one) => `"${one}"`).join(',')}))`,
    signal,
  });
  const addresses = new Map(ends.data.map(({ id, address }) => [id, address]));
  return { ...page, data: page.data.map((link) => ({ ...link, otherAddress: addresses.get(link[other]?.id ?? '') })) };
}
