import type { Mail } from '@tenantry/contract/mails';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { tabAccount } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Notice } from '../ui/notice.tsx';
import { MailStatus } from './mail-status.tsx';
import { useMailTexts } from './texts.ts';

/** One mail. Heading from the list, body in a frame that can run nothing: asking for the mail besides would record it as opened twice. */
export function MailView({ mail, onBack }: { mail: Mail; onBack: () => void }) {
  const t = useMailTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // A frame cannot send the header that names the account of this tab.
  const account = tabAccount();
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return (
    <article aria-labelledby="mail-subject" className="flex min-w-0 flex-col overflow-hidden rounded-lg border bg-surface shadow-card">
      <header className="border-b px-4 py-3">
        <Button variant="ghost" size="sm" icon={ArrowLeft} onClick={onBack} className="-ms-2 mb-2 lg:hidden">
          {t('back')}
        </Button>
        <h2 id="mail-subject" ref={heading} tabIndex={-1} className="font-semibold text-base wrap-anywhere outline-none">
          {mail.subject}
        </h2>
        <div className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-muted text-xs">
          <div className="flex min-w-0 gap-1">
            <span>{t('to')}:</span>
            <span className="text-ink wrap-anywhere">{mail.to}</span>
          </div>
          {mail.account?.name && (
            <div className="flex min-w-0 gap-1">
              <span>{t('from')}:</span>
              <span className="text-ink wrap-anywhere">{mail.account.name}</span>
            </div>
          )}
          <span>
            <DateTime value={mail.createdAt} />
          </span>
          <span>
            <MailStatus mail={mail} />
          </span>
        </div>
        {mail.error && (
          <Notice tone="danger" className="mt-2">
            {mail.error}
          </Notice>
        )}
      </header>
      <iframe
        title={t('frame', { subject: mail.subject })}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src={`/public/v1/notifications/mails/${mail.id}/html${query}`}
        className="h-[max(36rem,calc(100dvh-18rem))] w-full border-0 bg-white"
      />
    </article>
  );
}
