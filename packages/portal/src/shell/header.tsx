import { Menu as MenuIcon, Search } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { HelpMenu } from './help-menu.tsx';
import { MainMenu } from './main-menu.tsx';
import { ProfileBlock } from './profile-block.tsx';
import { SearchBox } from './search-box.tsx';
import type { Overlay } from './shell.tsx';
import { useShellTexts } from './texts.ts';

export function Header({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const t = useShellTexts();
  return (
    <header data-print="off" className="sticky top-0 z-30 flex h-13 items-center gap-2 bg-canvas px-3 sm:px-4">
      <IconButton icon={MenuIcon} label={t('nav.open')} onClick={() => onOverlay('navigation')} className="lg:hidden" />
      <Link plain to="/" aria-label="Tenantry" className="flex items-center gap-2 pe-1 font-semibold tracking-tight">
        <img src="/logo.svg" alt="" width={24} height={24} className="size-6" />
        <span className="hidden lg:inline">Tenantry</span>
      </Link>
      <MainMenu />
      <div className="mx-auto hidden w-full max-w-lg md:block">
        <SearchBox />
      </div>
      <div className="ms-auto flex shrink-0 items-center gap-1 md:ms-0">
        <IconButton icon={Search} label={t('search.label')} onClick={() => onOverlay('search')} className="md:hidden" />
        <HelpMenu onOverlay={onOverlay} />
        <ProfileBlock />
      </div>
    </header>
  );
}
