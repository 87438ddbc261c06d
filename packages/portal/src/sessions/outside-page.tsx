import type { ReactNode } from 'react';
import { useInstallation } from '../installation/installation.ts';
import { ExternalLink } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDocumentTitle } from '../ui/page-header.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useSignInTexts } from './texts.ts';

export interface OutsidePageProps {
  title: string;
  description?: ReactNode;
  /** Below the card. */
  beside?: ReactNode;
  /** At the right of the header, before the language. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One card in the middle: the pages that need no session. */
export function OutsidePage({ title, description, beside, actions, children }: OutsidePageProps) {
  return (
    <OutsideFrame title={title} actions={actions}>
      <main className="mx-auto flex w-full max-w-md flex-col gap-4">
        <section className="wrap-anywhere min-w-0 rounded-xl border bg-surface px-5 py-6 shadow-card sm:px-7">
          <h1 className="font-semibold text-xl tracking-tight wrap-anywhere">{title}</h1>
          {description && <div className="mt-1 text-muted text-sm">{description}</div>}
          {children && <div className="mt-5">{children}</div>}
        </section>
        {beside}
      </main>
    </OutsideFrame>
  );
}

export interface OutsideFrameProps {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** Brand, language, the installation's links; what the page shows in between is its own. */
export function OutsideFrame({ title, actions, children }: OutsideFrameProps) {
  const t = useSignInTexts();
  const installation = useInstallation();
  useDocumentTitle(title);
  return (
    <div className="flex min-h-dvh flex-col">
      {installation?.insecureHttp && (
        <Notice tone="warning" className="rounded-none">
          {t('outside.insecure')}
        </Notice>
      )}
      <header className="flex h-13 items-center justify-between gap-2 px-4 sm:px-6">
        <span className="flex items-center gap-2 font-semibold tracking-tight">
          <img src="/logo.svg" alt="" width={24} height={24} className="size-6" />
          Tenantry
        </span>
        <span className="flex items-center gap-2">
          {actions}
          <LanguageChoice />
        </span>
      </header>
      <div className="flex flex-1 flex-col px-4 pt-6 pb-10 sm:pt-[8dvh]">{children}</div>
      <footer className="flex flex-wrap justify-center gap-x-5 gap-y-1 px-4 pb-6 text-muted text-xs">
        {installation?.termsUrl && <ExternalLink href={installation.termsUrl}>{t('outside.terms')}</ExternalLink>}
        {installation?.privacyUrl && <ExternalLink href={installation.privacyUrl}>{t('outside.privacy')}</ExternalLink>}
        {installation && <span>Tenantry {installation.version}</span>}
      </footer>
    </div>
  );
}
