import type { Reference } from '@tenantry/contract/fields';
import { useDescribedModules } from '../modules/account-modules.ts';
import { CheckboxList } from '../ui/checkbox-list.tsx';
import { FormField, TextareaField, TextField } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { useGroupTexts } from './texts.ts';

export type GroupStep = 'general' | 'modules' | 'buyers' | 'users';

export function GeneralStep() {
  const t = useGroupTexts();
  return (
    <div className="flex flex-col gap-4">
      <TextField name="name" label={t('field.name')} required autoComplete="off" />
      <TextareaField name="description" label={t('field.description')} counter={2000} />
    </div>
  );
}

export interface ModulesStepProps {
  /** Those of the account; absent while they are loading. */
  modules: readonly Reference[] | undefined;
  /** The default group: to be read only. */
  isDefault?: boolean;
}

export function ModulesStep({ modules, isDefault = false }: ModulesStepProps) {
  const t = useGroupTexts();
  const describe = useDescribedModules();
  const options = describe(modules).map(({ id, name, description }) => ({ value: id, label: name, description }));
  return (
    <div className="flex flex-col gap-4">
      {isDefault ? (
        <Notice title={t('modulesStep.defaultTitle')}>{t('modulesStep.defaultDetail')}</Notice>
      ) : (
        <p className="text-muted text-sm">{t('modulesStep.intro')}</p>
      )}
      <FormField name="modules" label={t('field.modules')} group required={!isDefault}>
        {({ value, ref, onValueChange }) => (
          <CheckboxList
            ref={ref}
            label={t('field.modules')}
            options={options}
            value={value as string[]}
            onValueChange={onValueChange}
            readOnly={isDefault}
            loading={modules === undefined}
          />
        )}
      </FormField>
    </div>
  );
}
