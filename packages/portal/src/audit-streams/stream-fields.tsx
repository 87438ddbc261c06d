import { type AuditStream, streamFormats, streamKinds } from '@tenantry/contract/audit-streams';
import { RadioGroup } from '../ui/choice.tsx';
import { FormField, TextareaField, TextField } from '../ui/form/index.ts';
import { Select } from '../ui/select.tsx';
import { AccountsField } from './accounts-field.tsx';
import { facilities } from './facilities.ts';
import { useStreamTexts } from './texts.ts';

/** The fields of a stream; the kind is chosen once. */
export function StreamFields({ kind, isNew = false }: { kind: AuditStream['kind']; isNew?: boolean }) {
  const t = useStreamTexts();
  return (
    <>
      {isNew && (
        <FormField name="kind" label={t('field.kind')} required group>
          {(bound) => (
            <RadioGroup
              label={t('field.kind')}
              options={streamKinds.map((value) => ({ value, label: t(`kinds.${value}`), description: t(`kindHelp.${value}`) }))}
              value={bound.value as AuditStream['kind']}
              onValueChange={bound.onValueChange}
            />
          )}
        </FormField>
      )}
      <TextField name="name" label={t('field.name')} required autoComplete="off" maxLength={100} />
      <TargetFields kind={kind} isNew={isNew} />
      <FormField name="format" label={t('field.format')} required>
        {(bound) => (
          <Select
            options={streamFormats.map((value) => ({ value, label: t(`formats.${value}`), description: t(`formatHelp.${value}`) }))}
            {...bound}
          />
        )}
      </FormField>
      <AccountsField name="accounts" />
      <TextField name="eventPrefix" label={t('field.eventPrefix')} help={t('field.eventPrefixHelp')} autoComplete="off" maxLength={200} />
      {isNew && (
        <FormField name="startAt" label={t('field.startAt')} required>
          {(bound) => (
            <Select options={(['end', 'beginning'] as const).map((value) => ({ value, label: t(`startAt.${value}`) }))} {...bound} />
          )}
        </FormField>
      )}
    </>
  );
}

function TargetFields({ kind, isNew }: { kind: AuditStream['kind']; isNew: boolean }) {
  const t = useStreamTexts();
  const ca = <TextareaField name="target.ca" label={t('field.ca')} help={t('field.caHelp')} rows={3} spellCheck={false} />;
  switch (kind) {
    case 'webhook':
      return (
        <>
          <TextField
            name="target.url"
            label={t('field.url')}
            help={t('field.urlHelp')}
            required
            type="url"
            autoComplete="off"
            maxLength={2000}
          />
          <TextField
            name="target.secret"
            label={t('field.secret')}
            help={isNew ? t('field.secretNew') : t('field.secretKept')}
            autoComplete="off"
            maxLength={200}
          />
          {ca}
        </>
      );
    case 'syslog':
      return (
        <>
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
            <TextField name="target.host" label={t('field.host')} required autoComplete="off" maxLength={253} />
            <TextField name="target.port" label={t('field.port')} required inputMode="numeric" autoComplete="off" />
          </div>
          <FormField name="target.facility" label={t('field.facility')} required>
            {(bound) => <Select options={facilities} {...bound} />}
          </FormField>
          {ca}
        </>
      );
    case 'file':
      return (
        <TextField name="target.name" label={t('field.file')} help={t('field.fileHelp')} required autoComplete="off" maxLength={100} />
      );
  }
}
