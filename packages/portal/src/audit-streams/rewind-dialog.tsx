import { useQueryClient } from '@tanstack/react-query';
import type { AuditStream, Rewind } from '@tenantry/contract/audit-streams';
import { Type } from 'typebox';
import { FormDialog } from '../parties/form-dialog.tsx';
import { RadioGroup } from '../ui/choice.tsx';
import { FormField, type Messages, TextField, useEditForm } from '../ui/form/index.ts';
import { showToast } from '../ui/toast.tsx';
import { refreshStreams, rewindStream } from './queries.ts';
import { useStreamTexts } from './texts.ts';

const places = ['beginning', 'since', 'position', 'end'] as const;

interface RewindValues {
  from: (typeof places)[number];
  /** As the browser's control has it, in the zone of the machine. */
  since: string;
  position: string;
}

/** Goes on from another place in the log, and says what that means. */
export function RewindDialog({ stream, onClose }: { stream: AuditStream; onClose: () => void }) {
  const t = useStreamTexts();
  const queries = useQueryClient();
  const check = ({ from, since, position }: RewindValues): Messages => ({
    ...(from === 'since' && Number.isNaN(Date.parse(since)) ? { since: t('rewind.badTime') } : {}),
    ...(from === 'position' && !/^\d{1,15}$/.test(position.trim()) ? { position: t('rewind.badPosition') } : {}),
  });
  const edit = useEditForm<RewindValues>({
    values: { from: 'beginning', since: '', position: String(stream.position) },
    schema: Type.Object({}),
    check,
    async save(values) {
      const { position } = await rewindStream(stream.id, bodyOf(values));
      showToast({ title: t('rewind.done', { name: stream.name, position }) });
      await refreshStreams(queries, stream.id);
    },
  });
  const from = edit.form.watch('from');
  return (
    <FormDialog
      edit={edit}
      title={t('rewind.title', { name: stream.name })}
      description={t('rewind.detail')}
      submitLabel={t('rewind.submit')}
      onClose={onClose}
    >
      <FormField name="from" label={t('rewind.from')} required group>
        {(bound) => (
          <RadioGroup
            label={t('rewind.from')}
            options={places.map((value) => ({
              value,
              label: t(`rewind.${value}`),
              ...(value === 'end' ? { description: t('rewind.endHelp') } : {}),
            }))}
            value={bound.value as RewindValues['from']}
            onValueChange={bound.onValueChange}
          />
        )}
      </FormField>
      {from === 'since' && (
        <TextField name="since" label={t('rewind.sinceField')} help={t('rewind.sinceHelp')} type="datetime-local" required />
      )}
      {from === 'position' && (
        <TextField
          name="position"
          label={t('rewind.positionField')}
          help={t('rewind.positionHelp', { position: stream.position })}
          inputMode="numeric"
          required
        />
      )}
    </FormDialog>
  );
}

function bodyOf({ from, since, position }: RewindValues): Rewind {
  if (from === 'since') return { since: new Date(since).toISOString() };
  return from === 'position' ? { position: Number(position) } : { to: from };
}
