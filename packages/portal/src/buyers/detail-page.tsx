import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Buyer } from '@tenantry/contract/buyers';
import { NameOf } from '../parties/cells.tsx';
import { auditTab, DetailsTab, erpIdentifiers } from '../parties/common-tabs.tsx';
import { buyersPage, pictureOf } from '../parties/paths.ts';
import { TaxNumber } from '../parties/tax-number.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { useOpen } from '../parties/use-open.ts';
import { useRights } from '../parties/use-rights.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { EditBuyer } from './edit-buyer.tsx';
import { GeneralTab } from './general-tab.tsx';
import { LicenseesTab } from './licensees-tab.tsx';
import { buyerQuery } from './queries.ts';
import { SellersTab } from './sellers-tab.tsx';
import { useBuyerTexts } from './texts.ts';
import { useBuyerActions } from './use-buyer-actions.tsx';
import { ErrorList } from './validate-buyer.tsx';

/** One buyer with its tabs; `?open=edit&step=address` opens the wizard. */
export function BuyerPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data: buyer, error, refetch } = useQuery(buyerQuery(id));
  if (!buyer) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  return <BuyerView buyer={buyer} />;
}

function BuyerView({ buyer }: { buyer: Buyer }) {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  const navigate = useNavigate();
  const { manages } = useRights();
  const { open, step, show, close } = useOpen();
  const { actionsOf, dialogs } = useBuyerActions(undefined, () => navigate({ to: buyersPage as never }));
  const edit = (at: string) => show('edit', { step: at });
  return (
    <>
      <DetailPage
        back={{ to: buyersPage, label: t('back') }}
        type={t('type')}
        name={buyer.name}
        id={buyer.id}
        picture={pictureOf(buyer)}
        shape="square"
        chips={<StatusChip status={buyer.status} />}
        edit={manages ? { run: () => edit('general') } : undefined}
        actions={actionsOf(buyer)}
        strip={[
          { label: party('account'), value: buyer.account && <NameOf reference={buyer.account} /> },
          { label: party('external.erpCustomer'), value: buyer.externalIds?.erpCustomer && <code>{buyer.externalIds.erpCustomer}</code> },
          { label: party('taxNumber'), value: buyer.taxId && <TaxNumber value={buyer.taxId} country={buyer.address?.country ?? ''} /> },
        ]}
        tabs={[
          { id: 'general', label: party('tab.general'), content: () => <GeneralTab buyer={buyer} onEdit={edit} /> },
          { id: 'sellers', label: t('tab.sellers'), count: buyer.sellers?.length, content: () => <SellersTab buyer={buyer} /> },
          { id: 'licensees', label: t('tab.licensees'), count: buyer.licenseeCount, content: () => <LicenseesTab buyer={buyer} /> },
          {
            id: 'details',
            label: party('tab.details'),
            content: () => (
              <DetailsTab
                audit={buyer.audit}
                identifiers={[{ label: t('type'), id: buyer.id }, ...erpIdentifiers(party, buyer.externalIds)]}
              />
            ),
          },
          auditTab(party, buyer.id),
        ]}
      >
        <Differences buyer={buyer} />
      </DetailPage>
      {open === 'edit' && <EditBuyer id={buyer.id} first={step} onClose={close} />}
      {dialogs}
    </>
  );
}

/** Whom to turn to when buyer and ERP differ; the differences themselves are for operators. */
function Differences({ buyer }: { buyer: Buyer }) {
  const t = useBuyerTexts();
  const { operates } = useRights();
  const { status, errors = [] } = buyer;
  if (operates && errors.length > 0)
    return (
      <Notice tone="danger" title={t('mismatch.errors')}>
        <ErrorList errors={errors} />
      </Notice>
    );
  if (operates || status !== 'Mismatch') return null;
  return (
    <Notice tone="warning" title={t('mismatch.title')}>
      {t('mismatch.detail')}
    </Notice>
  );
}
