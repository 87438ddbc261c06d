import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useSession } from '../session.ts';
import { allowedPages } from './allowed-pages.ts';
import { letterShortcuts } from './preferences.ts';
import type { Overlay } from './shell.tsx';

/** Marks the input that `/` focuses. */
export const searchInputId = 'global-search';

/** Ctrl/Cmd-K always; `/`, `?` and `g` + letter unless the person turned single letters off. Never while typing. */
export function useShortcuts(show: (overlay: Overlay) => void): void {
  const session = useSession();
  const navigate = useNavigate();
  const waitingForGo = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        return show('palette');
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !letterShortcuts.get()) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (waitingForGo.current !== undefined) {
        clearTimeout(waitingForGo.current);
        waitingForGo.current = undefined;
        const page = allowedPages(session).find((candidate) => candidate.goKey === event.key);
        if (page) void navigate({ to: page.path as never });
      } else if (event.key === 'g') {
        waitingForGo.current = setTimeout(() => {
          waitingForGo.current = undefined;
        }, 1500);
      } else if (event.key === '?') {
        show('keyboard');
      } else if (event.key === '/') {
        event.preventDefault();
        document.getElementById(searchInputId)?.focus();
      }
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [session, navigate, show]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
