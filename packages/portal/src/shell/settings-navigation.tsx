import { useLocation } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { headings, pageAt, useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Link } from '../ui/link.tsx';
import { allowedPages } from './allowed-pages.ts';
import { navigationCollapsed } from './preferences.ts';
import { useShellTexts } from './texts.ts';

/** The settings pages under their headings, at the left of wide screens; small ones have the drawer. */
export function SettingsNavigation() {
  const t = useShellTexts();
  const collapsed = navigationCollapsed.use();
  const empty = !allowedPages(useSession()).some((page) => page.heading);
  return (
    <aside data-print="off" className={cx('hidden shrink-0', !empty && 'lg:block', collapsed ? 'w-14' : 'w-60')}>
      <div className="sticky top-13 flex h-[calc(100dvh-3.25rem)] flex-col overflow-y-auto px-3 pt-4 pb-3">
        <SettingsPages collapsed={collapsed} />
        <IconButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={collapsed ? t('nav.expand') : t('nav.collapse')}
          onClick={() => navigationCollapsed.set(!collapsed)}
          className="mt-auto text-muted!"
        />
      </div>
    </aside>
  );
}

export function SettingsPages({ collapsed, onFollow }: { collapsed: boolean; onFollow?: () => void }) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const { pathname } = useLocation();
  const allowed = allowedPages(useSession());
  const page = pageAt(pathname);
  const current = page?.parent ?? page?.id;
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
