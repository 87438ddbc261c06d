import type { ErpLink } from '@tenantry/contract/erp-links';
import { Link2 } from 'lucide-react';
import { useMemo } from 'react';
import { api, type Page } from '../api.ts';
import { accountColumn, eventProperties } from '../parties/columns.tsx';
import { erpLinksPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { useTrail } from '../parties/use-trail.ts';
import { DataTable, type FetchPage } from '../ui/data-table/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { endColumn, linkStatusColumn, nameInErpColumn, noteColumn } from './columns.tsx';
import { useLinkTexts } from './texts.ts';
import { useLinkActions } from './use-link-actions.tsx';

const fetchLinks: FetchPage<ErpLink> = ({ filter, signal, ...query }) =>
  api.get<Page<ErpLink>>(erpLinksPath, { query: { ...query, select: 'audit' }, filter, signal });

/** Every pair of buyer and seller, for operators. */
export function ErpLinksPage() {
  const t = useLinkTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const { actionsOf, dialog } = useLinkActions();
  const trail = useTrail();
  const columns = useMemo(
    () => [
      endColumn('buyer', party),
      { ...endColumn('seller', party), fixed: false },
      accountColumn<ErpLink>(party),
      nameInErpColumn(t),
      noteColumn(t),
      linkStatusColumn({ t, party, say }, true),
    ],
    [t, party, say],
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DataTable
        id="erp-links"
        label={t('title')}
        columns={columns}
        properties={[{ path: 'id', label: party('id'), kind: 'id' }, ...eventProperties(party)]}
        fetchPage={fetchLinks}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['buyer.name', 'seller.name', 'id']}
        defaultSort="buyer.name,seller.name"
        rowActions={(row) => [...actionsOf(row), trail(row.id)]}
        exportName="erp-links"
        empty={
          <EmptyState icon={Link2} title={t('empty')}>
            {t('emptyDetail')}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}
