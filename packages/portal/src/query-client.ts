import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';
import { goToSignIn } from './session.ts';

/** Server state of the portal. An answer that says the session is over leads to the sign-in page, from wherever it comes. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => void leaveWhenSignedOut(error) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 502),
      },
    },
  });
}

function leaveWhenSignedOut(error: Error): Promise<never> | undefined {
  return error instanceof ApiError && error.problem.status === 401 ? goToSignIn() : undefined;
}
