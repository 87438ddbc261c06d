import { useEffect, useState } from 'react';

export interface Wait {
  /** Seconds left, 0 when there is nothing to wait for. */
  left: number;
  /** Seconds from the beginning; stays when they are over, until the next start. */
  total: number;
  start: (seconds: number) => void;
}

/** Counts seconds down. By the clock, because timers sleep in tabs that nobody looks at. */
export function useWait(): Wait {
  const [{ until, total }, setWait] = useState({ until: 0, total: 0 });
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);

  function start(seconds: number) {
    setNow(Date.now());
    setWait({ until: Date.now() + seconds * 1000, total: seconds });
  }
  return { left: total === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1000)), total, start };
}
