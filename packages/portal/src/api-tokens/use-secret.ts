import { useEffect, useState } from 'react';

const shownMs = 60_000;

/** A secret that is held only while it is shown: for a minute, and never while the window is in the background. */
export function useSecret(): { secret: string | undefined; show: (secret: string | undefined) => void; hide: () => void } {
  const [secret, setSecret] = useState<string>();
  useEffect(() => {
    if (secret === undefined) return;
    const hide = () => setSecret(undefined);
    const timer = setTimeout(hide, shownMs);
    window.addEventListener('blur', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [secret]);
  return { secret, show: setSecret, hide: () => setSecret(undefined) };
}
