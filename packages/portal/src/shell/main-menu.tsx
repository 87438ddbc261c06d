import { Popover } from '@base-ui/react/popover';
import { useLocation } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { headings, type PageEntry, pageAt, pageOf, useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { allowedPages } from './allowed-pages.ts';
import { favouritePages } from './preferences.ts';
import { StarPage } from './star.tsx';
import { useShellTexts } from './texts.ts';

/** Labelled with the area one is in; lists favourites and every page with its one-line description. */
export function MainMenu() {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const allowed = allowedPages(useSession());
  const stars = favouritePages.use();
  const favourites = allowed.filter((page) => stars.includes(page.id));
  const here = pageAt(pathname);
  const label = here?.heading || here?.parent ? say('settings.title') : say(`page.${here?.id ?? 'home'}.title`);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass('ghost', 'md', 'min-w-0 px-2 data-popup-open:bg-hover')}>
        <span className="sr-only">{t('menu.open')}: </span>
        <span className="truncate">{label}</span>
        <ChevronDown aria-hidden className="size-3.5 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label={t('menu.open')}
            className="popup max-h-(--available-height) w-[min(44rem,calc(100vw-1.5rem))] overflow-y-auto p-3"
          >
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
              <section>
                <Heading text={t('menu.favourites')} />
                {favourites.length === 0 && <p className="px-2 pb-2 text-muted text-xs">{t('menu.noFavourites')}</p>}
                {favourites.map((page) => (
                  <Row key={page.id} page={page} onFollow={() => setOpen(false)} />
                ))}
                <Row page={pageOf('home')} onFollow={() => setOpen(false)} />
                <Row page={pageOf('profile')} onFollow={() => setOpen(false)} />
              </section>
              {headings.map((heading) => {
                const entries = allowed.filter((page) => page.heading === heading);
                return (
                  entries.length > 0 && (
                    <section key={heading}>
                      <Heading text={`${say('settings.title')} · ${say(`heading.${heading}`)}`} />
                      {entries.map((page) => (
                        <Row key={page.id} page={page} onFollow={() => setOpen(false)} />
                      ))}
                    </section>
                  )
                );
              })}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Heading({ text }: { text: string }) {
  return <h2 className="px-2 pb-1 font-medium text-2xs text-faint uppercase tracking-wider">{text}</h2>;
}

function Row({ page, onFollow }: { page: PageEntry; onFollow: () => void }) {
  const say = useRegistryTexts();
  return (
    <div className="group relative flex items-center rounded-md hover:bg-hover">
      <Link plain to={page.path} onClick={onFollow} className="flex min-w-0 flex-1 items-start gap-2.5 rounded-md p-2">
        <page.icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
        <span className="min-w-0">
          <span className="block font-medium text-sm">{say(`page.${page.id}.title`)}</span>
          <span className="block text-muted text-xs">{say(`page.${page.id}.description`)}</span>
        </span>
      </Link>
      <StarPage page={page} className="me-1" />
    </div>
  );
}
