import { Dialog } from '@base-ui/react/dialog';
import { useLocation } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, X } from 'lucide-react';
import { headings, pageAt, useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Link } from '../ui/link.tsx';
import { allowedPages } from './allowed-pages.ts';
import { navigationCollapsed } from './preferences.ts';
import { useShellTexts } from './texts.ts';

/** The settings pages under their headings: at the left on wide screens, as a drawer on small ones. */
export function SettingsNavigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useShellTexts();
  const collapsed = navigationCollapsed.use();
  return (
    <>
      <aside data-print="off" className={cx('hidden shrink-0 lg:block', collapsed ? 'w-14' : 'w-60')}>
        <div className="sticky top-13 flex h-[calc(100dvh-3.25rem)] flex-col overflow-y-auto px-3 pt-4 pb-3">
          <Pages collapsed={collapsed} />
          <IconButton
            icon={collapsed ? PanelLeftOpen : PanelLeftClose}
            label={collapsed ? t('nav.expand') : t('nav.collapse')}
            onClick={() => navigationCollapsed.set(!collapsed)}
            className="mt-auto text-muted"
          />
        </div>
      </aside>
      <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Dialog.Popup className="fixed inset-y-0 start-0 z-40 w-72 max-w-[85vw] overflow-y-auto border-e bg-canvas p-4 outline-none transition-[translate] duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full">
            <div className="mb-3 flex items-center justify-between">
              <Dialog.Title className="font-semibold">{t('nav.settings')}</Dialog.Title>
              <Dialog.Close render={<IconButton icon={X} label={t('nav.collapse')} />} />
            </div>
            <Pages collapsed={false} onFollow={onClose} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

function Pages({ collapsed, onFollow }: { collapsed: boolean; onFollow?: () => void }) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const { pathname } = useLocation();
  const allowed = allowedPages(useSession());
  const current = pageAt(pathname)?.id;
  return (
    <nav aria-label={t('nav.settings')} className="flex flex-col gap-5">
      {headings
        .map((heading) => ({ heading, entries: allowed.filter((page) => page.heading === heading) }))
        .filter(({ entries }) => entries.length > 0)
        .map(({ heading, entries }) => (
          <div key={heading}>
            <h2 className={cx('px-2 pb-1 font-medium text-2xs text-faint uppercase tracking-wider', collapsed && 'sr-only')}>
              {say(`heading.${heading}`)}
            </h2>
            <ul className="flex flex-col gap-px">
              {entries.map((page) => (
                <li key={page.id}>
                  <Link
                    plain
                    to={page.path}
                    {...(onFollow ? { onClick: onFollow } : {})}
                    {...(page.id === current ? { 'aria-current': 'page' as const } : {})}
                    title={collapsed ? say(`page.${page.id}.title`) : undefined}
                    className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-ink"
                  >
                    <page.icon aria-hidden className="size-4 shrink-0" />
                    <span className={cx('truncate', collapsed && 'sr-only')}>{say(`page.${page.id}.title`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}
