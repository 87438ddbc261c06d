import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AuditStream } from '@tenantry/contract/audit-streams';
import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from '../ui/problem-text.ts';
import { ProgressBar } from '../ui/show.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { refreshStreams, testStream } from './queries.ts';
import { useStreamTexts } from './texts.ts';

/** Sends a sample record when it opens, and shows what came of it. */
export function TestDialog({ stream, onClose }: { stream: AuditStream; onClose: () => void }) {
  const t = useStreamTexts();
  const say = useUiTexts();
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationKey: ['audit-stream', stream.id, 'test'],
    mutationFn: () => testStream(stream.id),
    onSuccess: () => refreshStreams(queries, stream.id),
  });
  useEffect(() => mutate(), [mutate]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('test.title', { name: stream.name })}
      description={t('test.detail')}
      actions={
        <>
          <Button onClick={onClose}>{say('close')}</Button>
          <Button variant="primary" busy={isPending} onClick={() => mutate()}>
            {t('test.again')}
          </Button>
        </>
      }
    >
      {isPending ? (
        <ProgressBar label={t('test.sending')} />
      ) : error ? (
        <Notice tone="danger">{problemText(error, say)}</Notice>
      ) : (
        data && (
          <Notice tone={data.delivered ? 'success' : 'danger'} title={t(data.delivered ? 'test.delivered' : 'test.refused')}>
            <span className="wrap-anywhere">{data.message}</span> {t('test.took', { milliseconds: data.milliseconds })}
          </Notice>
        )
      )}
    </Dialog>
  );
}
