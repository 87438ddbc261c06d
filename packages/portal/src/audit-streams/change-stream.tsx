import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditStream } from '@tenantry/contract/audit-streams';
import { useRef, useState } from 'react';
import { FormDialog } from '../parties/form-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type EditForm, useEditForm } from '../ui/form/index.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { NewSecret } from './new-secret.tsx';
import { addStream, refreshStreams, streamQuery, updateStream } from './queries.ts';
import { StreamFields } from './stream-fields.tsx';
import { newBody, patchBody, type StreamValues, streamCheck, streamSchema, valuesOf } from './stream-values.ts';
import { useStreamTexts } from './texts.ts';

/** A new stream; the secret of a webhook is shown once. */
export function AddStream({ onClose }: { onClose: () => void }) {
  const t = useStreamTexts();
  const say = useUiTexts();
  const queries = useQueryClient();
  const [made, setMade] = useState<AuditStream>();
  const hasSecret = useRef(false);
  const edit = useStreamForm(undefined, async (values) => {
    const stream = await addStream(newBody(values));
    showToast({ title: t('added', { name: stream.name }) });
    await refreshStreams(queries);
    // Only one that was made for it: who has given a secret knows it.
    hasSecret.current = stream.target.secret !== undefined;
    if (hasSecret.current) setMade(stream);
  });
  // Saving closes the form; the secret stays until somebody has stored it.
  const closeForm = () => {
    if (!hasSecret.current) onClose();
  };
  if (made) return <NewSecret stream={made} onClose={onClose} />;
  return (
    <FormDialog edit={edit} size="md" title={t('addTitle')} submitLabel={say('wizard.add')} onClose={closeForm}>
      <StreamFields isNew kind={edit.form.watch('kind')} />
    </FormDialog>
  );
}

export function EditStream({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useStreamTexts();
  // As it was when the form was opened: what the page asks for meanwhile must not change it.
  const { data, error, refetch } = useQuery({ ...streamQuery(id), refetchInterval: false });
  if (data) return <EditFields stream={data} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={t('type')}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton lines={6} />}
    </Dialog>
  );
}

function EditFields({ stream, onClose }: { stream: AuditStream; onClose: () => void }) {
  const t = useStreamTexts();
  const queries = useQueryClient();
  const [first] = useState(stream);
  const edit = useStreamForm(first, async (values) => {
    await updateStream(first.id, patchBody(values), first.revision);
    showToast({ title: t('saved', { name: values.name.trim() }) });
    await refreshStreams(queries, first.id);
  });
  return (
    <FormDialog edit={edit} size="md" title={t('editTitle', { name: first.name })} submitLabel={t('save')} onClose={onClose}>
      <StreamFields kind={first.kind} />
    </FormDialog>
  );
}

function useStreamForm(stream: AuditStream | undefined, save: (values: StreamValues) => Promise<unknown>): EditForm<StreamValues> {
  const t = useStreamTexts();
  return useEditForm<StreamValues>({
    values: valuesOf(stream),
    schema: streamSchema,
    check: streamCheck(t),
    save,
    alsoShows: ['accounts'],
  });
}
