import type { ApiToken } from '@tenantry/contract/api-tokens';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { download } from '../ui/data-table/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { tokensPage } from './queries.ts';
import { useTokenTexts } from './texts.ts';

/** The secret of a token that has just been made, to copy or to keep as a file. */
export function NewSecret({ token, once = false }: { token: ApiToken; once?: boolean }) {
  const t = useTokenTexts();
  const secret = token.token ?? '';
  const env = `TENANTRY_URL=${location.origin}\nTENANTRY_TOKEN=${secret}\n`;
  return (
    <span className="flex flex-col gap-3 text-start">
      <span>{t('wizard.secret')}</span>
      <span className="flex items-center gap-1 rounded-lg border bg-sunken py-1 ps-3 pe-1">
        <code className="min-w-0 flex-1 select-all break-all text-ink text-xs">{secret}</code>
        <CopyButton text={secret} label={t('wizard.copy')} />
      </span>
      <span>
        <Button icon={Download} size="sm" onClick={() => download(`${token.id}.env`, env, 'text/plain;charset=utf-8')}>
          {t('wizard.download')}
        </Button>
      </span>
      {!once && <span>{t('wizard.later')}</span>}
    </span>
  );
}

/** The same where the secret is never shown again: closes only after the person says that it is stored. */
export function StoreSecret({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const t = useTokenTexts();
  const ui = useUiTexts();
  const [stored, setStored] = useState(false);
  const reason = stored ? undefined : t('wizard.storeFirst');
  return (
    <Dialog
      open
      sticky
      // Escape and the X come here too; a silent refusal would look broken.
      onClose={() => (stored ? onClose() : showToast({ title: t('wizard.storeFirst'), tone: 'danger' }))}
      title={t('wizard.added', { name: token.name })}
      actions={
        <>
          {stored && (
            <Link plain to={`${tokensPage}/${token.id}`} className={buttonClass('secondary')}>
              {t('wizard.view')}
            </Link>
          )}
          <Button variant="primary" onClick={onClose} disabledReason={reason}>
            {ui('close')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        <Notice tone="warning">{t('wizard.once')}</Notice>
        <NewSecret token={token} once />
        <Checkbox checked={stored} onCheckedChange={setStored} label={t('wizard.stored')} />
      </div>
    </Dialog>
  );
}
