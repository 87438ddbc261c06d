import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Scrolls to and flashes the setting that the address names (`#website`), also when its page is still loading. */
export function useFlash(): void {
  const { hash, pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same anchor on another page is another place
  useEffect(() => {
    if (!hash) return;
    let tries = 0;
    const timer = setInterval(() => {
      const target = document.getElementById(hash);
      tries += 1;
      if (target || tries > 30) clearInterval(timer);
      if (!target) return;
      target.scrollIntoView({ block: 'center' });
      target.dataset.flash = '';
      setTimeout(() => delete target.dataset.flash, 1800);
    }, 100);
    return () => clearInterval(timer);
  }, [hash, pathname]);
}
