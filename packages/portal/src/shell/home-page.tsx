import { MailOpen } from 'lucide-react';
import { headings, useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { allowedPages } from './allowed-pages.ts';
import { favouritePages } from './preferences.ts';
import { StarPage } from './star.tsx';
import { useShellTexts } from './texts.ts';

/** Favourites first, then every page the person may open. */
export function HomePage() {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const session = useSession();
  const stars = favouritePages.use();
  const allowed = allowedPages(session).filter((page) => page.id !== 'home');
  const sections = [
    { title: t('menu.favourites'), entries: allowed.filter((page) => stars.includes(page.id)) },
    ...headings.map((heading) => ({ title: say(`heading.${heading}`), entries: allowed.filter((page) => page.heading === heading) })),
    { title: say('heading.personal'), entries: allowed.filter((page) => !page.heading) },
  ].filter((section) => section.entries.length > 0);
  return (
    <div className="max-w-5xl pt-6">
      <PageHeader
        title={t('home.title', { name: session.actor.name.split(' ')[0] })}
        {...(session.account ? { description: t('home.description') } : {})}
      />
      {!session.account && <WithoutAccount email={session.actor.email} />}
      <div className="mt-6 grid items-start gap-4 md:grid-cols-2">
        {sections.map(({ title, entries }) => (
          <Panel key={title} title={title}>
            <ul className="-mx-4 -my-3.5 divide-y">
              {entries.map((page) => (
                <li key={page.id} className="flex items-center gap-1 pe-3 last:rounded-b-lg hover:bg-hover">
                  <Link plain to={page.path} className="flex min-w-0 flex-1 items-center gap-3 py-3 ps-4">
                    <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-ink">
                      <page.icon aria-hidden className="size-4" />
                    </span>
                    <span className="min-w-0">
                      <span className="block font-medium text-sm">{say(`page.${page.id}.title`)}</span>
                      <span className="block text-muted text-xs">{say(`page.${page.id}.description`)}</span>
                    </span>
                  </Link>
                  <StarPage page={page} />
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </div>
  );
}

/** Somebody whom nobody has invited yet, or who has left everywhere. */
function WithoutAccount({ email }: { email: string | undefined }) {
  const t = useShellTexts();
  return (
    <div className="mt-6 rounded-lg border bg-surface shadow-card">
      <EmptyState
        icon={MailOpen}
        title={t('home.alone')}
        action={
          <Link plain to="/profile" className={buttonClass('secondary')}>
            {t('profile.mine')}
          </Link>
        }
      >
        <p>{t('home.aloneDetail', { email })}</p>
        <p className="mt-2">{t('home.aloneProfile')}</p>
      </EmptyState>
    </div>
  );
}
