import type { ApiToken } from '@tenantry/contract/api-tokens';
import { Eye, EyeOff } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useTokenTexts } from './texts.ts';
import { type TokenSecret, useTokenSecret } from './use-token-secret.tsx';

const mask = '•'.repeat(24);

/** Description, endpoint, the secret on demand, and an example that works when pasted. */
export function GeneralTab({ token }: { token: ApiToken }) {
  const t = useTokenTexts();
  const description = token.description || <span className="text-muted">{t('general.noDescription')}</span>;
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <KeyValue items={[{ label: t('general.description'), value: description }]} />
      </Panel>
      <Access token={token} />
    </div>
  );
}

function Access({ token }: { token: ApiToken }) {
  const t = useTokenTexts();
  const held = useTokenSecret(token);
  const { secret, shownOnce } = held;
  const endpoint = location.origin;
  const example = `curl -H "Authorization: Bearer ${secret ?? '$TENANTRY_TOKEN'}" ${endpoint}/public/v1/me`;
  return (
    <Panel title={t('general.access')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices that focus left; focusable, or a click on the text inside would count as leaving */}
      <div tabIndex={-1} className="outline-none" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && held.hide()}>
        <KeyValue
          items={[
            {
              label: t('general.endpoint'),
              value: <code>{endpoint}</code>,
              action: <CopyButton text={endpoint} label={t('general.copyEndpoint')} />,
            },
            {
              label: t('general.secret'),
              value: shownOnce ? <Notice>{t('general.shownOnce')}</Notice> : <Secret secret={secret} />,
              action: !shownOnce && <SecretButtons held={held} />,
            },
            {
              label: t('general.example'),
              value: (
                <>
                  <span className="mb-1.5 block text-muted">{t('general.exampleDetail')}</span>
                  <code className="block rounded-md border bg-sunken px-3 py-2 text-xs leading-5">{example}</code>
                </>
              ),
              action: <CopyButton text={example} label={t('general.copyExample')} />,
            },
          ]}
        />
      </div>
      {held.dialog}
    </Panel>
  );
}

function SecretButtons({ held }: { held: TokenSecret }) {
  const t = useTokenTexts();
  const hidden = held.secret === undefined;
  return (
    <span className="flex">
      <IconButton
        size="sm"
        busy={held.busy}
        icon={hidden ? Eye : EyeOff}
        label={hidden ? t('general.show') : t('general.hide')}
        onClick={() => void held.toggle()}
      />
      <CopyButton text={held.secret ?? held.fetch} label={t('general.copy')} />
    </span>
  );
}

function Secret({ secret }: { secret: string | undefined }) {
  const t = useTokenTexts();
  return (
    <>
      {secret === undefined ? (
        <span>
          <span aria-hidden className="tracking-widest">
            {mask}
          </span>
          <span className="sr-only">{t('general.masked')}</span>
        </span>
      ) : (
        <code className="select-all break-all">{secret}</code>
      )}
      <span className="mt-0.5 block text-muted text-xs" aria-live="polite">
        {secret === undefined ? t('general.asked') : t('general.revealed')}
      </span>
    </>
  );
}
