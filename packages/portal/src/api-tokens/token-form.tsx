import { useQuery } from '@tanstack/react-query';
import { type ApiToken, NewApiToken } from '@tenantry/contract/api-tokens';
import { useController } from 'react-hook-form';
import { Type } from 'typebox';
import { defaultGroupQuery, useDescribedModules } from '../modules/account-modules.ts';
import { CheckboxList } from '../ui/checkbox-list.tsx';
import { Switch } from '../ui/choice.tsx';
import { useRegional } from '../ui/date-time.tsx';
import { type EditForm, FormField, TextareaField, TextField, useEditForm } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { ErrorState } from '../ui/states.tsx';
import { type Expiry, expiryDate, expiryProblem } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import { useTokenTexts } from './texts.ts';

export interface TokenValues {
  name: string;
  description: string;
  expiry: Expiry;
  modules: string[];
  auditReads: boolean;
}

// What the form has as plain fields of the body; the day and the modules are checked by their own controls.
const { name, description } = NewApiToken.properties;
const schema = Type.Object({ name, description });

export interface TokenForm {
  edit: EditForm<TokenValues>;
  /** Whether the General step may be left; shows its own messages. */
  checkGeneral: () => Promise<boolean>;
}

/** The form of a token, for adding and editing. 90 days are suggested, so that no expiry is a choice. */
export function useTokenForm(token: ApiToken | undefined, save: (values: TokenValues) => Promise<unknown>): TokenForm {
  const t = useTokenTexts();
  const { timeZone } = useRegional();
  const edit = useEditForm<TokenValues>({
    values: {
      name: token?.name ?? '',
      description: token?.description ?? '',
      expiry: { preset: token ? (token.expiresAt ? 'keep' : 'none') : '90', day: '' },
      modules: (token?.modules ?? []).map((module) => module.id),
      auditReads: token?.auditReads ?? false,
    },
    schema,
    save,
    alsoShows: ['modules'],
  });

  async function checkGeneral(): Promise<boolean> {
    if (!(await edit.form.trigger(['name', 'description'], { shouldFocus: true }))) return false;
    const problem = expiryProblem(edit.form.getValues('expiry'), Date.now(), timeZone);
    if (problem) edit.form.setError('expiry', { type: 'day', message: t(`form.${problem}`) }, { shouldFocus: true });
    return problem === undefined;
  }

  return { edit, checkGeneral };
}

/** What the API takes of the values; `expiresAt` is left out when it stays. */
export function tokenBody(values: TokenValues, timeZone: string | undefined) {
  const expiresAt = expiryDate(values.expiry, Date.now(), timeZone);
  return {
    name: values.name.trim(),
    description: values.description.trim() || null,
    modules: values.modules.map((id) => ({ id })),
    auditReads: values.auditReads,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

export function GeneralFields({ current }: { current?: string | null | undefined }) {
  const t = useTokenTexts();
  return (
    <div className="flex flex-col gap-4">
      <TextField name="name" label={t('form.name')} help={t('form.nameHelp')} required autoComplete="off" />
      <TextareaField name="description" label={t('form.description')} rows={3} counter={2000} />
      <ExpiryField current={current} />
      <AuditReadsField />
    </div>
  );
}

function AuditReadsField() {
  const t = useTokenTexts();
  const { field } = useController<TokenValues, 'auditReads'>({ name: 'auditReads' });
  return (
    <Switch checked={field.value} onCheckedChange={field.onChange} label={t('form.auditReads')} description={t('form.auditReadsHelp')} />
  );
}

/** Only the account's own modules; none is allowed and explained. */
export function ModulesField({ account }: { account: string }) {
  const t = useTokenTexts();
  const describe = useDescribedModules();
  const { data, error, isPending, refetch } = useQuery(defaultGroupQuery(account));
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const options = describe(data?.modules).map((module) => ({ value: module.id, label: module.name, description: module.description }));
  return (
    <FormField name="modules" label={t('form.modules')} help={t('form.modulesHelp')} group>
      {(bound) => (
        <div className="flex flex-col gap-3">
          <CheckboxList
            {...bound}
            value={bound.value as string[]}
            label={t('form.modules')}
            options={options}
            loading={isPending}
            empty={<p className="text-muted text-sm">{t('form.noneOfAccount')}</p>}
          />
          {(bound.value as string[]).length === 0 && <Notice>{t('form.modulesEmpty')}</Notice>}
        </div>
      )}
    </FormField>
  );
}
