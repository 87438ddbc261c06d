import { CircleHelp, Menu as MenuIcon, Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Link } from '../ui/link.tsx';
import { Menu } from '../ui/menu.tsx';
import { MainMenu } from './main-menu.tsx';
import { ProfileBlock } from './profile-block.tsx';
import type { Overlay } from './shell.tsx';
import { useShellTexts } from './texts.ts';

const GlobalSearch = lazy(() => import('./global-search.tsx').then((module) => ({ default: module.GlobalSearch })));

export function Header({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const t = useShellTexts();
  const [searching, setSearching] = useState(false);
  return (
    <header data-print="off" className="sticky top-0 z-30 flex h-13 items-center gap-2 bg-canvas px-3 sm:px-4">
      <IconButton icon={MenuIcon} label={t('nav.open')} onClick={() => onOverlay('navigation')} className="lg:hidden" />
      <Link plain to="/" aria-label="Tenantry" className="flex items-center gap-2 pe-1 font-semibold tracking-tight">
        <img src="/logo.svg" alt="" width={24} height={24} className="size-6" />
        <span className="hidden lg:inline">Tenantry</span>
      </Link>
      <MainMenu />
      <div className="mx-auto hidden w-full max-w-lg md:block">
        <Suspense fallback={<div className="control h-8" />}>
          <GlobalSearch withId />
        </Suspense>
      </div>
      <div className="ms-auto flex shrink-0 items-center gap-1 md:ms-0">
        <IconButton icon={Search} label={t('search.label')} onClick={() => setSearching(true)} className="md:hidden" />
        <Menu
          label={t('help.open')}
          trigger={<IconButton icon={CircleHelp} label={t('help.open')} className="hidden sm:inline-flex" />}
          actions={[
            { id: 'palette', label: t('help.palette'), run: () => onOverlay('palette') },
            { id: 'keyboard', label: t('help.keyboard'), run: () => onOverlay('keyboard') },
            { id: 'api', label: t('help.api'), run: () => window.open('/public/v1/openapi.json', '_blank', 'noopener') },
          ]}
        />
        <ProfileBlock />
      </div>
      <Dialog open={searching} onClose={() => setSearching(false)} title={t('search.label')} size="sm">
        <Suspense>
          <div className="pb-64">
            <GlobalSearch onFollow={() => setSearching(false)} />
          </div>
        </Suspense>
      </Dialog>
    </header>
  );
}
