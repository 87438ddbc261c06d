import { useNavigate, useSearch } from '@tanstack/react-router';
import { useLayoutEffect, useState } from 'react';

/**
 * Takes the secrets of a mailed link out of the address before anything else happens, so that no history, screenshot or log of addresses keeps
 * them. They live on in memory, and with `remember` in this tab's storage until `forget`, for a reload or a detour over the sign-in page.
 */
export function useLinkSecrets<const N extends string>(
  names: readonly N[],
  remember?: string,
): { secrets: Readonly<Partial<Record<N, string>>>; forget: () => void } {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const given = Object.fromEntries(names.filter((name) => typeof search[name] === 'string').map((name) => [name, search[name]]));
  const arrived = Object.keys(given).length > 0 ? JSON.stringify(given) : undefined;
  const [secrets, setSecrets] = useState(() => read<N>(arrived ?? (remember && sessionStorage.getItem(remember))));

  useLayoutEffect(() => {
    if (arrived === undefined) return;
    if (remember) sessionStorage.setItem(remember, arrived);
    setSecrets(read<N>(arrived));
    void navigate({ to: '.', search: {} as never, replace: true });
  }, [arrived, remember, navigate]);

  const forget = () => remember && sessionStorage.removeItem(remember);
  return { secrets, forget };
}

function read<N extends string>(text: string | null | undefined): Partial<Record<N, string>> {
  try {
    return JSON.parse(text || '{}') as Partial<Record<N, string>>;
  } catch {
    return {};
  }
}
