import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Seller } from '@tenantry/contract/sellers';
import { Building } from 'lucide-react';
import { LinksTable } from '../erp-links/links-table.tsx';
import { auditTab, DetailsTab } from '../parties/common-tabs.tsx';
import { pictureOf, sellersPage } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { useOpen } from '../parties/use-open.ts';
import { useRights } from '../parties/use-rights.ts';
import { AddressList } from '../ui/address/address-list.tsx';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import type { TabItem } from '../ui/tabs.tsx';
import { CurrencyList } from './currency-list.tsx';
import { EditSeller } from './edit-seller.tsx';
import { ErpTimes } from './erp-times.tsx';
import { sellerQuery } from './queries.ts';
import { useSellerTexts } from './texts.ts';
import { useSellerActions } from './use-seller-actions.tsx';

/** One seller with its tabs. */
export function SellerPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data: seller, error, refetch } = useQuery(sellerQuery(id));
  if (!seller) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  return <SellerView seller={seller} />;
}

function SellerView({ seller }: { seller: Seller }) {
  const t = useSellerTexts();
  const navigate = useNavigate();
  const { operates } = useRights();
  const { open, step, show, close } = useOpen();
  const { actionsOf, question } = useSellerActions(undefined, () => navigate({ to: sellersPage as never }));
  const { status } = seller;
  const byDefault = seller.currencies?.find(({ isDefault }) => isDefault)?.value;
  return (
    <>
      <DetailPage
        back={{ to: sellersPage, label: t('back') }}
        type={t('type')}
        name={seller.name}
        id={seller.id}
        picture={pictureOf(seller)}
        shape="square"
        chips={<StatusChip status={status} />}
        edit={operates ? { run: () => show('edit', { step: 'general' }) } : undefined}
        actions={actionsOf(seller)}
        strip={[
          { label: t('externalId'), value: seller.externalId && <code>{seller.externalId}</code> },
          { label: t('currency'), value: byDefault },
        ]}
        tabs={useSellerTabs(seller)}
      >
        {(status === 'Offline' || status === 'Disabled') && (
          <Notice tone="neutral" title={t(`inactive.${status}.title`)}>
            {t(`inactive.${status}.detail`)}
          </Notice>
        )}
      </DetailPage>
      {open === 'edit' && operates && <EditSeller id={seller.id} first={step} onClose={close} />}
      {question}
    </>
  );
}

function useSellerTabs(seller: Seller): TabItem[] {
  const t = useSellerTexts();
  const party = usePartyTexts();
  return [
    {
      id: 'general',
      label: party('tab.general'),
      content: () => (
        <Panel title={t('panel.address')} className="max-w-3xl">
          {seller.address ? <AddressList address={seller.address} /> : <p className="text-muted text-sm">{party('noAddress')}</p>}
        </Panel>
      ),
    },
    {
      id: 'buyers',
      label: t('tab.buyers'),
      content: () => (
        <LinksTable
          id="seller-buyers"
          label={t('tab.buyers')}
          of={{ kind: 'seller', id: seller.id }}
          empty={
            <EmptyState icon={Building} title={t('noBuyers')}>
              {t('noBuyersDetail')}
            </EmptyState>
          }
        />
      ),
    },
    {
      id: 'currencies',
      label: t('tab.currencies'),
      count: seller.currencies?.length,
      content: () => <CurrencyList currencies={seller.currencies ?? []} />,
    },
    {
      id: 'details',
      label: party('tab.details'),
      content: () => (
        <>
          <DetailsTab
            audit={seller.audit}
            identifiers={[
              { label: t('type'), id: seller.id },
              { label: t('externalId'), id: seller.externalId },
            ]}
          />
          <ErpTimes />
        </>
      ),
    },
    auditTab(party, seller.id),
  ];
}
