import { useEffect, useState } from 'react';
import { Skeleton } from './skeleton.tsx';

/** For a page that is not there yet; invisible for the first moment, so that quick loads do not blink. */
export function Loading() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return <div className="p-6">{late && <Skeleton lines={6} className="max-w-2xl" />}</div>;
}
