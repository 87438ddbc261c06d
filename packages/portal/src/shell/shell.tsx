import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../session.ts';
import { CrumbProvider } from '../ui/crumb.tsx';
import { RegionalProvider } from '../ui/date-time.tsx';
import { Loading } from '../ui/loading.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Guard } from './guard.tsx';
import { Header } from './header.tsx';
import { regionalOf } from './regional.ts';
import { SettingsNavigation } from './settings-navigation.tsx';
import { useShellTexts } from './texts.ts';
import { useFlash } from './use-flash.ts';
import { useShortcuts } from './use-shortcuts.ts';

const CommandPalette = lazy(() => import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })));
const KeyboardSheet = lazy(() => import('./keyboard-sheet.tsx').then((module) => ({ default: module.KeyboardSheet })));

const SettingsDrawer = lazy(() => import('./settings-drawer.tsx').then((module) => ({ default: module.SettingsDrawer })));
const SearchDialog = lazy(() => import('./search-dialog.tsx').then((module) => ({ default: module.SearchDialog })));

/** Fetched when they are opened for the first time. */
export type Overlay = 'palette' | 'keyboard' | 'navigation' | 'search';

/** Header, navigation, content: what every signed-in page stands in. */
export function Shell() {
  const session = useSession();
  const [overlay, setOverlay] = useState<Overlay>();
  const close = () => setOverlay(undefined);
  useShortcuts(setOverlay);
  return (
    <RegionalProvider settings={regionalOf(session)}>
      <CrumbProvider>
        <SkipLink />
        <div className="flex min-h-dvh flex-col">
          <Header onOverlay={setOverlay} />
          <div className="flex min-w-0 flex-1">
            <SettingsNavigation />
            <Content />
          </div>
        </div>
        <Suspense>
          {overlay === 'palette' && <CommandPalette onClose={close} onOverlay={setOverlay} />}
          {overlay === 'navigation' && <SettingsDrawer onClose={close} />}
          {overlay === 'search' && <SearchDialog onClose={close} />}
          {overlay === 'keyboard' && <KeyboardSheet onClose={close} />}
        </Suspense>
      </CrumbProvider>
    </RegionalProvider>
  );
}

function Content() {
  const { pathname } = useLocation();
  useFlash();
  return (
    <main
      id="content"
      tabIndex={-1}
      className="min-w-0 flex-1 border-t bg-surface px-4 pt-3 pb-16 outline-none sm:px-6 lg:rounded-tl-xl lg:border-s lg:px-8"
    >
      <div className="mx-auto max-w-[90rem]">
        <Breadcrumbs />
        <Suspense fallback={<Loading />} key={pathname}>
          <Guard>
            <Outlet />
          </Guard>
        </Suspense>
      </div>
    </main>
  );
}

function SkipLink() {
  const t = useShellTexts();
  return (
    // biome-ignore lint/a11y/useValidAnchor: it is a link; only the router must not take the hash for a setting to flash
    <a
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('content')?.focus();
      }}
      className="absolute start-3 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent text-sm focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
