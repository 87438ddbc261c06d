import type { Buyer } from '@tenantry/contract/buyers';
import type { ErpLink } from '@tenantry/contract/erp-links';
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form';
import { api, type Page } from '../api.ts';
import { BuyerPicker } from '../buyers/buyer-picker.tsx';
import { PartyCell } from '../parties/cells.tsx';
import { erpLinksPath } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { containsAny, join } from '../ui/data-table/index.ts';
import { Notice } from '../ui/notice.tsx';
import { RowPicker } from '../ui/row-picker.tsx';
import { EmptyState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import type { LicenseeValues } from './licensee-values.ts';
import { type LicenseeTexts, useLicenseeTexts } from './texts.ts';

/** Why nothing can be licensed to a buyer now (spec 12.2). The server decides again. */
function refusedBuyer({ status, sellers = [] }: Buyer, t: LicenseeTexts): string | undefined {
  if (status === 'Disabled' || status === 'Unassigned' || status === 'Conflict') return t(`buyersStep.state.${status}`);
  return sellers.length === 0 ? t('buyersStep.noSellers') : undefined;
}

function refusedLink({ status, seller }: ErpLink, t: LicenseeTexts): string | undefined {
  if (status === 'Blocked') return t('sellersStep.blocked');
  return seller?.status === 'Disabled' ? t('sellersStep.disabled') : undefined;
}

function StepProblem({ name }: { name: 'buyer' | 'seller' }) {
  const { errors } = useFormState();
  const message = get(errors, `${name}.message`) as string | undefined;
  return message ? <Notice tone="danger">{message}</Notice> : null;
}

/** Pick one buyer; those that cannot be used say why. */
export function BuyersStep() {
  const t = useLicenseeTexts();
  const { setValue } = useFormContext<LicenseeValues>();
  const chosen = useWatch({ name: 'buyer' }) as string;
  return (
    <>
      <p className="text-muted text-sm">{t('buyersStep.intro')}</p>
      <StepProblem name="buyer" />
      <BuyerPicker
        mode="one"
        chosen={chosen ? [chosen] : []}
        blocked={(buyer) => refusedBuyer(buyer, t)}
        onChoose={({ id }) => {
          if (id === chosen) return;
          setValue('buyer', id, { shouldDirty: true, shouldValidate: true });
          // Another buyer has other sellers, and other colleagues.
          setValue('seller', '', { shouldDirty: true });
        }}
        empty={<EmptyState title={t('buyersStep.none')}>{t('buyersStep.noneDetail')}</EmptyState>}
      />
    </>
  );
}

/** Pick one of the sellers that are linked with the buyer; blocked ones are shown, with the reason. */
export function SellersStep({ buyer }: { buyer: { id: string; name?: string | null } }) {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  const { setValue } = useFormContext<LicenseeValues>();
  const chosen = useWatch({ name: 'seller' }) as string;
  return (
    <>
      <p className="text-muted text-sm">{t('sellersStep.intro', { buyer: buyer.name ?? buyer.id })}</p>
      <StepProblem name="seller" />
      <RowPicker<ErpLink>
        label={t('step.sellers')}
        mode="one"
        queryKey={['links', buyer.id]}
        fetchRows={({ text, limit, signal }) =>
          api.get<Page<ErpLink>>(erpLinksPath, {
            query: { order: 'seller.name', limit },
            filter: join('and', [
              `eq(buyer.id,"${buyer.id}")`,
              'ne(status,"Disabled")',
              text && containsAny(['seller.name', 'seller.id', 'seller.externalId'], text),
            ]),
            signal,
          })
        }
        columns={[
          {
            header: party('seller'),
            cell: ({ seller }) =>
              seller && (
                <PartyCell party={{ id: seller.id, name: seller.name ?? seller.id, icon: seller.icon ?? '' }} second={seller.externalId} />
              ),
          },
          { header: party('status'), cell: ({ seller }) => seller?.status && <StatusChip status={seller.status} /> },
          { header: t('sellersStep.linkStatus'), cell: ({ status }) => <StatusChip status={status} /> },
        ]}
        rowId={({ seller }) => seller?.id ?? ''}
        rowName={({ seller }) => seller?.name ?? seller?.id ?? ''}
        blocked={(link) => refusedLink(link, t)}
        chosen={chosen ? [chosen] : []}
        onChoose={({ seller }) => setValue('seller', seller?.id ?? '', { shouldDirty: true, shouldValidate: true })}
        empty={<EmptyState title={t('sellersStep.none')}>{t('sellersStep.noneDetail')}</EmptyState>}
      />
    </>
  );
}
