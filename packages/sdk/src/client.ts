import manifest from '../package.json' with { type: 'json' };
import { ApiError, problemOf } from './api-error.ts';
import type { CallOptions, Client } from './methods.ts';
import { type QueryParts, queryString } from './query-string.ts';
import { type Route, routes } from './routes.ts';
import { send } from './send.ts';

type Setting = string | undefined | (() => string | undefined);

export interface ClientOptions {
  /** Scheme, host and port; empty in a page that the server itself delivered. A trailing `/`, `/public` or `/public/v1` is cut off. */
  baseUrl: string;
  /** An API token; without one the browser's session cookie counts. A function is asked at every call. */
  token?: Setting;
  /** The account to work in, for people with several (`Tenantry-Account`). */
  account?: Setting;
  fetch?: typeof globalThis.fetch;
  /** Sent with every call. */
  headers?: Readonly<Record<string, string>>;
  /** How often a call is repeated that the server was too busy for: 0 to 2, normally 2. */
  retries?: number;
}

interface Args extends QueryParts {
  body?: unknown;
  file?: Blob;
  [param: string]: unknown;
}

// So that the audit trail says what called; a browser says so itself.
const agent: Record<string, string> = 'document' in globalThis ? {} : { 'user-agent': `tenantry-sdk/${manifest.version}` };

/** A client with one method for each operation of the contract. Its methods throw ApiError for every answer that is not 2xx. */
export function createClient(options: ClientOptions): Client {
  const client = Object.entries(routes).map(([resource, operations]) => {
    const methods = Object.entries(operations).map(([operation, route]) => [
      operation,
      (args: Args = {}, call: CallOptions = {}) => callRoute(options, route, args, call),
    ]);
    return [resource, Object.fromEntries(methods)];
  });
  return Object.fromEntries(client) as Client;
}

async function callRoute(options: ClientOptions, route: Route, args: Args, call: CallOptions): Promise<unknown> {
  const { method } = route;
  const base = options.baseUrl.replace(/(\/public(\/v1)?)?\/*$/, '');
  const url = `${base}/public/v1${pathOf(route.path, args)}${queryString(args)}`;
  const { body, contentType } = bodyOf(route, args);
  const token = settingOf(options.token);
  const account = settingOf(options.account);
  const headers = {
    accept: route.stream ?? 'application/json',
    ...agent,
    ...(contentType ? { 'content-type': contentType } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(account ? { 'tenantry-account': account } : {}),
    ...(call.idempotencyKey ? { 'idempotency-key': call.idempotencyKey } : {}),
    ...(call.revision === undefined ? {} : { 'if-match': `"${call.revision}"` }),
    ...options.headers,
    ...call.headers,
  };
  const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body }), ...(call.signal ? { signal: call.signal } : {}) };
  // A POST may only be repeated when the server can tell that it is the same one.
  const repeatable = method !== 'POST' || new Headers(headers).has('idempotency-key');
  const answer = await send(options.fetch ?? globalThis.fetch, url, init, repeatable ? Math.min(options.retries ?? 2, 2) : 0);
  if (!answer.ok) throw new ApiError(await problemOf(answer, url));
  if (route.stream) return answer;
  if (answer.status === 204) return undefined;
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.blob();
}

function pathOf(template: string, args: Args): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name];
    // `undefined` in a path would ask for an object of that name, and an empty id for the whole collection.
    // URL parsers resolve dot segments away, written as %2E too, so they would lead elsewhere.
    if (typeof value !== 'string' || /^\.{0,2}$/.test(value)) throw new TypeError(`"${name}" must be given: ${template} needs it.`);
    return encodeURIComponent(value.toWellFormed());
  });
}

function bodyOf({ part, filePart }: Route, { body, file }: Args): { body?: BodyInit; contentType?: string } {
  const json = body === undefined ? undefined : JSON.stringify(body);
  if (!file || !part || !filePart) return json === undefined ? {} : { body: json, contentType: 'application/json' };
  const form = new FormData();
  form.append(filePart, file);
  if (json !== undefined) form.append(part, new Blob([json], { type: 'application/json' }));
  return { body: form };
}

const settingOf = (setting: Setting): string | undefined => (typeof setting === 'function' ? setting() : setting);
