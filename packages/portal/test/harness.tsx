import { CSPProvider } from '@base-ui/react/csp-provider';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  type AnyRouter,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { ProblemDetails } from '../src/api.ts';
import { makeQueryClient } from '../src/query-client.ts';
import { parseSearch, readSearch, writeSearch } from '../src/search.ts';
import type { Session } from '../src/session.ts';
import { ToastProvider } from '../src/ui/toast.tsx';
import { TooltipProvider } from '../src/ui/tooltip.tsx';

/** A person who may open every page of a client account. */
export const session: Session = {
  id: 'USR-1000-0001',
  actor: { id: 'USR-1000-0001', type: 'User', name: 'Ada Roth', icon: '', email: 'ada.roth@example.com' },
  account: { id: 'ACC-1000-0001', name: 'Example AG', icon: '', type: 'Client', status: 'Active' },
  modules: [
    { id: 'MOD-1756', code: 'access-management', name: 'Access management', access: 'edit' },
    { id: 'MOD-9042', code: 'account-management', name: 'Account management', access: 'edit' },
  ],
  isAdministrator: true,
  isOperator: false,
};

export interface Shown {
  router: AnyRouter;
  queries: QueryClient;
  /** The address bar: `/administration/settings/users?page=2`. */
  address: () => string;
}

/** Renders one component at `/` under everything that the kit needs. */
export async function show(children: ReactNode, url = '/'): Promise<Shown> {
  const root = createRootRoute({ validateSearch: readSearch, component: Outlet });
  const routes = ['/', '/elsewhere'].map((path) =>
    createRoute({ getParentRoute: () => root, path, component: () => (path === '/' ? children : <p>Elsewhere</p>) }),
  );
  const history = createMemoryHistory({ initialEntries: [url] });
  return mount(createRouter({ routeTree: root.addChildren(routes), history, parseSearch, stringifySearch: writeSearch }));
}

/** Renders the whole portal at an address. */
export async function open(url: string): Promise<Shown> {
  // Not at the top: a test of one component should not depend on every page of the portal.
  const { makeRouter } = await import('../src/routes.tsx');
  return mount(makeRouter(createMemoryHistory({ initialEntries: [url] })));
}

async function mount(router: AnyRouter): Promise<Shown> {
  const queries = makeQueryClient();
  await router.load();
  render(
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>,
  );
  return { router, queries, address: () => router.state.location.href };
}

export interface Call {
  method: string;
  /** With its query string, decoded. */
  path: string;
  body: unknown;
  headers: Headers;
}

export type Answers = Readonly<Record<string, unknown | ((call: Call) => unknown)>>;

/**
 * Answers `fetch` from a table: `'GET /public/v1/me'` (without the query string) → a body, a function of the call, or a
 * `Response`. What is not in the table is a 404. Returns the calls made so far.
 */
export function answer(answers: Answers): Call[] {
  const calls: Call[] = [];
  const all: Answers = { 'GET /public/v1/me': session, ...answers };
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const call: Call = {
      method,
      path: decodeURIComponent(input),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
      headers: new Headers(init.headers),
    };
    calls.push(call);
    const found = all[`${method} ${input.split('?')[0]}`];
    const body = typeof found === 'function' ? found(call) : found;
    if (body instanceof Response) return body;
    return body === undefined ? problem({ status: 404, title: 'Not Found' }) : Response.json(body);
  });
  return calls;
}

/** An RFC 9457 answer. */
export function problem(details: Partial<ProblemDetails> & { status: number }): Response {
  const body = { type: 'about:blank', title: 'Error', traceId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', ...details };
  return new Response(JSON.stringify(body), { status: details.status, headers: { 'content-type': 'application/problem+json' } });
}
