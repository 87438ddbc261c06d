import type { Buyer } from '@tenantry/contract/buyers';
import { Building, Plus } from 'lucide-react';
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
import { AddBuyer } from './add-buyer.tsx';
import { buyerColumns } from './columns.tsx';
import { EditBuyer } from './edit-buyer.tsx';
import { fetchBuyers } from './queries.ts';
import { useBuyerTexts } from './texts.ts';
import { useBuyerActions } from './use-buyer-actions.tsx';

/** Settings > Buyers: those of the account, or of every account for operators. `?open=edit&object=BUY-…` opens the wizard. */
export function BuyersPage() {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const { operates } = useRights();
  const { open, object, show, close } = useOpen();
  const { actionsOf, dialogs } = useBuyerActions((buyer: Buyer) => show('edit', { object: buyer.id }));
  const columns = useMemo(() => buyerColumns({ t, party, say, operates }), [t, party, say, operates]);
  return (
    <>
      <PageHeader title={t('title')} description={operates ? t('descriptionAll') : t('description')} />
      <DataTable
        id="buyers"
        label={t('title')}
        columns={columns}
        properties={eventProperties(party)}
        fetchPage={fetchBuyers}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'taxId', 'externalIds.erpCustomer']}
        defaultSort="name"
        rowActions={actionsOf}
        exportName="buyers"
        actions={
          operates && (
            <Button variant="primary" icon={Plus} onClick={() => show('add')}>
              {t('add')}
            </Button>
          )
        }
        empty={
          <EmptyState icon={Building} title={t('empty')}>
            {!operates && t('emptyDetail')}
          </EmptyState>
        }
      />
      {open === 'add' && operates && <AddBuyer onClose={close} />}
      {open === 'edit' && object && <EditBuyer key={object} id={object} onClose={close} />}
      {dialogs}
    </>
  );
}
