import { Lock } from 'lucide-react';
import { useInstallation } from '../installation/installation.ts';
import { OutsideFrame } from '../sessions/outside-page.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Mailbox } from './mailbox.tsx';
import { useMailTexts } from './texts.ts';

/** `/mailbox`: open to everybody in a demo on this machine, so that a newcomer finds her invitation without signing in. */
export function MailboxPage() {
  const t = useMailTexts();
  const installation = useInstallation();
  return (
    <OutsideFrame title={t('title')}>
      <main className="mx-auto w-full max-w-6xl">
        <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
          <div className="min-w-0">
            <h1 className="font-semibold text-xl tracking-tight">{t('title')}</h1>
            {installation?.demo && <p className="mt-0.5 max-w-2xl text-muted text-sm">{t('detail')}</p>}
          </div>
          <Link plain to="/" className={buttonClass('secondary', 'sm')}>
            {t('home')}
          </Link>
        </header>
        <Mailbox
          refused={
            <EmptyState icon={Lock} title={t('closed')}>
              {t('closedDetail')}
            </EmptyState>
          }
        />
      </main>
    </OutsideFrame>
  );
}
