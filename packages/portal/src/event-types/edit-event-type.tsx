import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type EventType, EventTypePatch } from '@tenantry/contract/event-types';
import { text } from '@tenantry/contract/fields';
import { useEffect } from 'react';
import { Type } from 'typebox';
import { useSession } from '../session.ts';
import { tableKey } from '../ui/data-table/index.ts';
import { Form, TextareaField, TextField, useEditForm } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { showProblem, showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { EditWizard } from '../ui/wizard/index.ts';
import { eventTypePath, eventTypeQuery, eventTypesTable } from './queries.ts';
import { useEventTypeTexts } from './texts.ts';

/** Edit, opened by the id; nothing is shown until its words are known. */
export function EditEventType({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useEventTypeTexts();
  const { data, error } = useQuery(eventTypeQuery(id));
  useEffect(() => {
    if (!error) return;
    showProblem(error, t('failed'));
    onClose();
  }, [error, onClose, t]);
  return data ? <Editor type={data} onClose={onClose} /> : null;
}

type Values = { name: string; description: string };
const schema = Type.Object({ ...EventTypePatch.properties, name: text(200, 1) }, { additionalProperties: false });
const valuesOf = ({ name, description }: EventType): Values => ({ name, description });

function Editor({ type, onClose }: { type: EventType; onClose: () => void }) {
  const t = useEventTypeTexts();
  const queries = useQueryClient();
  const { isOperator } = useSession();
  const version = useVersion<EventType>({
    first: type,
    load: () => queries.fetchQuery({ ...eventTypeQuery(type.id), staleTime: 0 }),
    onNewest(newest, before) {
      const mine = edit.form.getValues();
      edit.form.reset(valuesOf(newest));
      const merged = rebase(valuesOf(before), mine, valuesOf(newest));
      for (const name of ['name', 'description'] as const) edit.form.setValue(name, merged[name], { shouldDirty: true });
    },
  });
  const edit = useEditForm<Values>({
    values: valuesOf(type),
    schema,
    async save(values) {
      const saved = await version.put(eventTypePath(type.id), values);
      for (const queryKey of [tableKey(eventTypesTable), ['event-type', type.id]]) void queries.invalidateQueries({ queryKey });
      showToast({ title: t('saved', { name: saved.name }) });
    },
  });
  const { errors } = edit.form.formState;
  return (
    <Form edit={edit} bare>
      <EditWizard
        title={t('editTitle')}
        steps={[
          {
            id: 'general',
            label: t('step'),
            content: (
              <div className="flex flex-col gap-4">
                <p className="text-muted text-sm">
                  <code>{type.key}</code>
                </p>
                {!isOperator && <Notice>{t('ownWords')}</Notice>}
                <TextField name="name" label={t('field.name')} required />
                <TextareaField name="description" label={t('field.description')} help={t('field.descriptionHelp')} counter={2000} />
              </div>
            ),
            validate: () => edit.form.trigger(['name', 'description'], { shouldFocus: true }),
          },
        ]}
        notice={version.notice}
        problems={version.conflict ? [] : edit.problems}
        badSteps={errors.name || errors.description ? ['general'] : []}
        onSave={edit.submit}
        onClose={onClose}
        dirty={edit.dirty}
      />
    </Form>
  );
}
