import { Popover } from '@base-ui/react/popover';
import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { accountTypeOf, useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useShellTexts } from './texts.ts';

const ProfilePanel = lazy(() => import('./profile-panel.tsx').then((module) => ({ default: module.ProfilePanel })));

/** Account name and "Client | Ada Roth"; opens the profile menu with the account switcher. */
export function ProfileBlock() {
  const t = useShellTexts();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { actor, account } = session;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="flex min-w-0 items-center gap-2 rounded-md py-1 ps-1 pe-1.5 text-start hover:bg-hover data-popup-open:bg-hover">
        <Avatar name={actor.name} id={actor.id} src={actor.icon} size="sm" />
        <span className="sr-only">{t('profile.open')}: </span>
        <span className="hidden min-w-0 max-w-52 leading-tight sm:block">
          <span className="block truncate font-medium text-xs">{account?.name ?? t('noAccount')}</span>
          <span className="block truncate text-2xs text-muted">{[accountTypeOf(session), actor.name].filter(Boolean).join(' | ')}</span>
        </span>
        <ChevronDown aria-hidden className="hidden size-3.5 text-muted sm:block" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label={t('profile.open')}
            className="popup max-h-(--available-height) w-[min(40rem,calc(100vw-1.5rem))] overflow-y-auto"
          >
            <Suspense fallback={<Skeleton className="p-4" lines={6} />}>
              <ProfilePanel onClose={() => setOpen(false)} />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
