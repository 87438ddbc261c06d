import { Plus, Store } from 'lucide-react';
import { useMemo } from 'react';
import { eventProperties } from '../parties/columns.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { useOpen } from '../parties/use-open.ts';
import { useRights } from '../parties/use-rights.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { AddSeller } from './add-seller.tsx';
import { sellerColumns } from './columns.tsx';
import { EditSeller } from './edit-seller.tsx';
import { fetchSellers } from './queries.ts';
import { useSellerTexts } from './texts.ts';
import { useSellerActions } from './use-seller-actions.tsx';

/** Settings > Sellers: read only, but for operators. */
export function SellersPage() {
  const t = useSellerTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const { operates } = useRights();
  const { open, object, show, close } = useOpen();
  const { actionsOf, question } = useSellerActions((seller) => show('edit', { object: seller.id }));
  const columns = useMemo(() => sellerColumns(t, party, say), [t, party, say]);
  return (
    <>
      <PageHeader title={t('title')} description={operates ? t('descriptionAll') : t('description')} />
      <DataTable
        id="sellers"
        label={t('title')}
        columns={columns}
        properties={[{ path: 'currencies[].value', label: t('currency') }, ...eventProperties(party)]}
        fetchPage={fetchSellers}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'externalId']}
        defaultSort="name"
        {...(operates ? { rowActions: actionsOf } : {})}
        exportName="sellers"
        actions={
          operates && (
            <Button variant="primary" icon={Plus} onClick={() => show('add')}>
              {t('add')}
            </Button>
          )
        }
        empty={<EmptyState icon={Store} title={t('empty')} />}
      />
      {open === 'add' && operates && <AddSeller onClose={close} />}
      {open === 'edit' && object && operates && <EditSeller key={object} id={object} onClose={close} />}
      {question}
    </>
  );
}
