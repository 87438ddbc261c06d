/** RFC 9457, as the server writes it: `errors` is a map by dotted path or a list of broken rules; `pointers` are JSON pointers. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  traceId?: string;
  errors?: Readonly<Record<string, readonly string[]>> | readonly BrokenRule[];
  pointers?: unknown;
  /** Seconds to wait before the next try, from `Retry-After`. */
  retryAfter?: number;
}

export interface BrokenRule {
  message: string;
  properties?: readonly string[];
}

export class ApiError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** A list answer. */
export interface Page<T> {
  data: T[];
  $meta: { pagination: { limit: number; offset: number; total: number } };
}

export type QueryValue = string | number | undefined;

export interface CallOptions {
  query?: Readonly<Record<string, QueryValue>>;
  /** RQL, appended bare to the query string. */
  filter?: string | undefined;
  /** JSON, or a FormData for uploads. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

const accountKey = 'tenantry.account';

/** The account of this tab; other tabs keep their own. */
export function tabAccount(): string | undefined {
  return sessionStorage.getItem(accountKey) ?? undefined;
}

export function setTabAccount(id: string | undefined): void {
  if (id === undefined) sessionStorage.removeItem(accountKey);
  else sessionStorage.setItem(accountKey, id);
}

/** One call to the server's API; throws `ApiError` for every answer that is not 2xx, also when the server is out of reach. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const answer = await request(method, path, options);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** The same for an answer that is no JSON: it is there as soon as it begins, and its body is for the caller to read. */
async function request(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const { body, signal } = options;
  const form = body instanceof FormData;
  const account = tabAccount();
  const answer = await fetch(path + queryString(options), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...(account ? { 'Tenantry-Account': account } : {}),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError({ type: 'about:blank', title: 'No answer', status: 0 });
  });
  if (!answer.ok) throw new ApiError(await readProblem(answer));
  return answer;
}

export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, options),
  file: (path: string, options?: CallOptions) => request('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('PUT', path, { ...options, body }),
  delete: (path: string, options?: CallOptions) => call<undefined>('DELETE', path, options),
};

function queryString({ query = {}, filter }: CallOptions): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  if (filter) parts.push(encodeURIComponent(filter));
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

async function readProblem(answer: Response): Promise<ProblemDetails> {
  const wait = Number(answer.headers.get('retry-after'));
  const fallback = {
    type: 'about:blank',
    title: answer.statusText || 'Error',
    status: answer.status,
    ...(wait > 0 ? { retryAfter: wait } : {}),
  };
  if (!answer.headers.get('content-type')?.includes('json')) return fallback;
  const problem = (await answer.json().catch(() => ({}))) as Partial<ProblemDetails>;
  return { ...fallback, ...problem };
}
