import type { AuditStream } from '@tenantry/contract/audit-streams';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { useStreamTexts } from './texts.ts';

/** The secret of a webhook, which is never shown again: closes only after the person says that it is stored. */
export function NewSecret({ stream, onClose }: { stream: AuditStream; onClose: () => void }) {
  const t = useStreamTexts();
  const say = useUiTexts();
  const [stored, setStored] = useState(false);
  const secret = stream.target.secret ?? '';
  return (
    <Dialog
      open
      sticky
      onClose={() => (stored ? onClose() : showToast({ title: t('secret.storeFirst'), tone: 'danger' }))}
      title={t('secret.title', { name: stream.name })}
      actions={
        <Button variant="primary" onClick={onClose} disabledReason={stored ? undefined : t('secret.storeFirst')}>
          {say('close')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        <Notice tone="warning">{t('secret.once')}</Notice>
        <span className="flex items-center gap-1 rounded-lg border bg-sunken py-1 ps-3 pe-1">
          <code className="min-w-0 flex-1 select-all break-all text-ink text-xs">{secret}</code>
          <CopyButton text={secret} label={t('secret.copy')} />
        </span>
        <Checkbox checked={stored} onCheckedChange={setStored} label={t('secret.stored')} />
      </div>
    </Dialog>
  );
}
