import { TextareaField, TextField } from '../ui/form/index.ts';
import { useLicenseeTexts } from './texts.ts';

export function NameField() {
  const t = useLicenseeTexts();
  return <TextField name="name" label={t('field.name')} required autoComplete="off" maxLength={500} />;
}

export function MoreFields() {
  const t = useLicenseeTexts();
  return (
    <>
      <TextField name="externalId" label={t('field.externalId')} help={t('field.externalHelp')} autoComplete="off" maxLength={250} />
      <TextareaField name="description" label={t('field.description')} counter={2000} />
    </>
  );
}

export const generalNames = ['name', 'externalId', 'description', 'isResale'] as const;
