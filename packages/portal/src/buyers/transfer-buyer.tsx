import { useQuery } from '@tanstack/react-query';
import type { Buyer, BuyerTransferDetails } from '@tenantry/contract/buyers';
import { type Static, Type } from 'typebox';
import { api } from '../api.ts';
import { AccountField } from '../parties/account-field.tsx';
import { NameOf } from '../parties/cells.tsx';
import { FormDialog } from '../parties/form-dialog.tsx';
import { buyersPath } from '../parties/paths.ts';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { useEditForm } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { problemText } from '../ui/problem-text.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { useBuyerTexts } from './texts.ts';

type Details = Static<typeof BuyerTransferDetails>;

/** Operators move a buyer; before they do, they see what goes along, who loses sight of it, and whether it can go there. */
export function TransferBuyer({ buyer, onClose }: { buyer: Buyer; onClose: () => void }) {
  const t = useBuyerTexts();
  const say = useUiTexts();
  const changed = usePartiesChanged();
  const edit = useEditForm({
    values: { account: '' },
    schema: Type.Object({ account: Type.String() }),
    async save({ account }) {
      await api.post(`${buyersPath}/${buyer.id}/transfer`, { account: { id: account } });
      showToast({ title: t('action.transferred', { name: buyer.name }) });
      changed();
    },
  });
  const account = edit.form.watch('account');
  const preview = useTransferDetails(buyer.id, '');
  const fit = useTransferDetails(buyer.id, account);
  return (
    <FormDialog
      edit={edit}
      size="md"
      title={t('transfer.title', { name: buyer.name })}
      description={t('transfer.detail')}
      submitLabel={t('action.transfer')}
      disabledReason={account === '' ? t('transfer.choose') : fit.error ? problemText(fit.error, say) : undefined}
      onClose={onClose}
    >
      <KeyValue items={[{ label: t('transfer.from'), value: <NameOf reference={buyer.account} /> }]} />
      <AccountField name="account" required except={buyer.account?.id} />
      {account && fit.error && <Notice tone="danger">{problemText(fit.error, say)}</Notice>}
      {account && fit.data && (
        <Notice tone="success" title={t('transfer.fits')}>
          {t('transfer.history')}
        </Notice>
      )}
      {preview.data ? <Preview details={preview.data} account={buyer.account?.name ?? ''} /> : <Skeleton lines={5} />}
    </FormDialog>
  );
}

const useTransferDetails = (id: string, destination: string) =>
  useQuery({
    queryKey: ['transfer', id, destination],
    queryFn: ({ signal }) =>
      api.get<Details>(`${buyersPath}/${id}/transfer`, { query: { destinationAccountId: destination || undefined }, signal }),
    staleTime: 0,
    retry: false,
  });

function Preview({ details, account }: { details: Details; account: string }) {
  const t = useBuyerTexts();
  const { stats, users } = details;
  return (
    <>
      <section>
        <h3 className="mb-2 font-medium text-sm">{t('transfer.moves')}</h3>
        <KeyValue
          items={[
            { label: t('transfer.licensees'), value: stats.licenseeCount },
            { label: t('transfer.agreements'), value: stats.agreementCount },
            { label: t('transfer.orders'), value: stats.orderCount },
            { label: t('transfer.subscriptions'), value: stats.subscriptionCount },
          ]}
        />
      </section>
      <section>
        <h3 className="mb-2 font-medium text-sm">{t('transfer.loses')}</h3>
        {stats.userGroupCount === 0 ? (
          <p className="text-muted text-sm">{t('transfer.noUsers')}</p>
        ) : (
          <>
            <KeyValue
              items={[
                { label: t('transfer.groups'), value: stats.userGroupCount },
                { label: t('transfer.users'), value: stats.userCount },
              ]}
            />
            {users.length > 0 && (
              <p className="mt-2 text-muted text-sm">
                {t('transfer.usersList', { account })}: {users.map(({ name, id }) => name ?? id).join(', ')}
              </p>
            )}
          </>
        )}
      </section>
    </>
  );
}
