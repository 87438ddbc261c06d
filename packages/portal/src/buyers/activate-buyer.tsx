import type { Buyer } from '@tenantry/contract/buyers';
import { Type } from 'typebox';
import { api } from '../api.ts';
import { AccountField } from '../parties/account-field.tsx';
import { FormDialog } from '../parties/form-dialog.tsx';
import { buyersPath } from '../parties/paths.ts';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { useEditForm } from '../ui/form/index.ts';
import { showToast } from '../ui/toast.tsx';
import { externalPatch, externalSchema, externalValues } from './buyer-values.ts';
import { ExternalFields } from './edit-buyer.tsx';
import { useBuyerTexts } from './texts.ts';

interface Activation {
  account: string;
  externalIds: ReturnType<typeof externalValues>;
}

/** Operators link a buyer with its account and its records in the ERP. */
export function ActivateBuyer({ buyer, onClose }: { buyer: Buyer; onClose: () => void }) {
  const t = useBuyerTexts();
  const changed = usePartiesChanged();
  const stored = externalValues(buyer.externalIds);
  const edit = useEditForm<Activation>({
    values: { account: buyer.account?.id ?? '', externalIds: stored },
    schema: Type.Object({ account: Type.String(), externalIds: externalSchema }),
    check: ({ externalIds }) =>
      externalIds.erpCompanyContact.trim() || externalIds.erpCustomer.trim()
        ? {}
        : { 'externalIds.erpCompanyContact': t('activate.oneOf') },
    async save({ account, externalIds }) {
      await api.post(`${buyersPath}/${buyer.id}/activate`, { account: { id: account }, externalIds: externalPatch(stored, externalIds) });
      showToast({ title: t('action.activated', { name: buyer.name }) });
      changed();
    },
  });
  return (
    <FormDialog
      edit={edit}
      title={t('activate.title', { name: buyer.name })}
      description={t('activate.detail')}
      submitLabel={t('action.activate')}
      onClose={onClose}
    >
      {/* A buyer that has an account is moved by Transfer, not by this. */}
      {!buyer.account && <AccountField name="account" required />}
      <ExternalFields />
    </FormDialog>
  );
}
