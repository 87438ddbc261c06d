import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '@tenantry/contract/me';
import type { Permission } from '@tenantry/contract/resource';
import { ApiError, api, setTabAccount, tabAccount } from './api.ts';

export type Session = Me;
export type AccountType = 'Client' | 'Vendor' | 'Operations';

/** `GET /me`, once; everything below the shell may rely on it. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: loadSession, staleTime: 5 * 60_000, retry: false });

/** Who sits here and what this tab's account grants. Suspends until known; without a session the browser is led to sign in. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Leads to the sign-in page and back here afterwards. Never resolves, so that nothing flashes meanwhile. */
export function goToSignIn(): Promise<never> {
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?return=${encodeURIComponent(here)}`);
  return new Promise(() => {});
}

export function accountTypeOf(session: Session): AccountType | undefined {
  return session.account?.type as AccountType | undefined;
}

/** Whether this session may use what asks for `permission`; the server decides again on every call. */
export function allows(session: Session, permission: Permission): boolean {
  if (typeof permission === 'string') return permission !== 'person' || session.actor.type === 'User';
  const type = accountTypeOf(session);
  if (type === undefined || !permission.types.includes(type)) return false;
  return permission.modules.some((code) => session.modules.some((module) => module.code === code));
}

async function loadSession({ signal }: { signal: AbortSignal }): Promise<Session> {
  try {
    return keepAccount(await api.get<Session>('/public/v1/me', { signal }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status } = error.problem;
    if (status === 401) return goToSignIn();
    // This tab remembers an account that the person has left meanwhile.
    if ((status === 403 || status === 404) && tabAccount()) {
      setTabAccount(undefined);
      return keepAccount(await api.get<Session>('/public/v1/me', { signal }));
    }
    throw error;
  }
}

/** The tab stays in the account that it opened with, whatever other tabs switch to meanwhile. */
function keepAccount(session: Session): Session {
  if (session.account && !tabAccount()) setTabAccount(session.account.id);
  return session;
}
