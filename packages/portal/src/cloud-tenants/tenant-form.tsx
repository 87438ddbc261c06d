import { type CloudTenant, cloudTenantTypes, type NewCloudTenant, NewCloudTenant as NewTenant } from '@tenantry/contract/cloud-tenants';
import { strict, text } from '@tenantry/contract/fields';
import { Type } from 'typebox';
import { api } from '../api.ts';
import { AccountField } from '../parties/account-field.tsx';
import { FormDialog } from '../parties/form-dialog.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { usePartiesChanged } from '../parties/use-question.tsx';
import { FormField, TextField, useEditForm } from '../ui/form/index.ts';
import { Select } from '../ui/select.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { useTenantTexts } from './texts.ts';

export const tenantsPath = '/public/v1/accounts/cloud-tenants';

const idFields = ['providerId', 'cloudConsumptionId', 'pyraTenantId'] as const;
type IdField = (typeof idFields)[number];

interface TenantValues {
  name: string;
  type: CloudTenant['type'];
  status: 'Active' | 'Disabled';
  account: string;
  externalIds: Record<IdField, string>;
}

const uuid = Type.Optional(Type.String({ format: 'uuid' }));
const schema = Type.Object({
  name: NewTenant.properties.name,
  type: NewTenant.properties.type,
  status: Type.String(),
  account: Type.Optional(Type.String()),
  externalIds: strict({ providerId: Type.Optional(text(250)), cloudConsumptionId: uuid, pyraTenantId: uuid }),
});

const valuesOf = (tenant: CloudTenant | undefined): TenantValues => ({
  name: tenant?.name ?? '',
  type: tenant?.type ?? 'CspAzure',
  status: tenant?.status === 'Disabled' ? 'Disabled' : 'Active',
  account: tenant?.account?.id ?? '',
  externalIds: Object.fromEntries(idFields.map((field) => [field, tenant?.externalIds?.[field] ?? ''])) as Record<IdField, string>,
});

const bodyOf = ({ name, type, status, account, externalIds }: TenantValues): NewCloudTenant => ({
  name: name.trim(),
  type,
  status,
  account: account ? { id: account } : null,
  externalIds: Object.fromEntries(idFields.map((field) => [field, externalIds[field].trim() || null])),
});

/** Makes a cloud tenant, or changes one. */
export function TenantForm({ tenant, onClose }: { tenant?: CloudTenant; onClose: () => void }) {
  const t = useTenantTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const changed = usePartiesChanged();
  const edit = useEditForm<TenantValues>({
    values: valuesOf(tenant),
    schema,
    async save(values) {
      const headers = tenant?.revision === undefined ? {} : { 'if-match': `"${tenant.revision}"` };
      if (tenant) await api.put(`${tenantsPath}/${tenant.id}`, bodyOf(values), { headers });
      else await api.post(tenantsPath, bodyOf(values));
      showToast({ title: t(tenant ? 'saved' : 'added', { name: values.name.trim() }) });
      changed();
    },
  });
  return (
    <FormDialog
      edit={edit}
      size="md"
      title={tenant ? t('editTitle', { name: tenant.name }) : t('add')}
      submitLabel={tenant ? t('save') : say('wizard.add')}
      onClose={onClose}
    >
      <TextField name="name" label={party('name')} required autoComplete="off" maxLength={100} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="type" label={t('type')} required>
          {(bound) => <Select options={cloudTenantTypes.map((value) => ({ value, label: t(`types.${value}`) }))} {...bound} />}
        </FormField>
        <FormField name="status" label={party('status')} required>
          {(bound) => (
            <Select options={(['Active', 'Disabled'] as const).map((value) => ({ value, label: say(`status.${value}`) }))} {...bound} />
          )}
        </FormField>
      </div>
      <AccountField name="account" chosen={tenant?.account} />
      {idFields.map((field) => (
        <TextField key={field} name={`externalIds.${field}`} label={t(field)} autoComplete="off" />
      ))}
    </FormDialog>
  );
}
