import { useLocation } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { pageAt, pageOf, useRegistryTexts } from '../registry.ts';
import { useCrumbName } from '../ui/crumb.tsx';
import { Link } from '../ui/link.tsx';
import { StarPage } from './star.tsx';
import { useShellTexts } from './texts.ts';

/** Settings › Users › Ada Roth, and the star of the page. */
export function Breadcrumbs() {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const { pathname } = useLocation();
  const name = useCrumbName();
  const page = pageAt(pathname);
  if (!page || page.id === 'home') return null;
  const inside = pathname.replace(/\/$/, '') !== page.path;
  const title = say(`page.${page.id}.title`);
  const parent = page.parent && pageOf(page.parent);
  return (
    <div className="mb-3 flex h-7 items-center gap-1" data-print="off">
      <nav aria-label={t('crumbs')} className="min-w-0">
        <ol className="flex min-w-0 items-center gap-1 text-muted text-xs">
          {(page.heading || parent) && (
            <>
              <li className="shrink-0">{say('settings.title')}</li>
              <Divider />
            </>
          )}
          {parent && (
            <>
              <li className="shrink-0">
                <Link plain to={parent.path} className="hover:text-ink hover:underline">
                  {say(`page.${parent.id}.title`)}
                </Link>
              </li>
              <Divider />
            </>
          )}
          <li className="truncate" {...(inside ? {} : { 'aria-current': 'page' as const })}>
            {inside ? (
              <Link plain to={page.path} className="hover:text-ink hover:underline">
                {title}
              </Link>
            ) : (
              title
            )}
          </li>
          {inside && (
            <>
              <Divider />
              <li aria-current="page" className="truncate text-ink">
                {name ?? pathname.slice(page.path.length + 1)}
              </li>
            </>
          )}
        </ol>
      </nav>
      <StarPage page={page} />
    </div>
  );
}

function Divider() {
  return (
    <li aria-hidden>
      <ChevronRight className="size-3 rtl:-scale-x-100" />
    </li>
  );
}
