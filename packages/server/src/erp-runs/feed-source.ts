import { jsonLines } from './lines.ts';
import { type Entry, type ErpSource, ErpSourceError, type Opened } from './source.ts';

interface Feed {
  url: string;
  token: string;
}

/** Bounds of a feed that has gone wrong; a test sets its own. */
export interface FeedLimits {
  /** Of the whole feed, after decompression. */
  bytesMax: number;
  /** Of one page of an array, which is parsed as a whole. */
  pageBytesMax: number;
  /** How long the feed may say nothing while we wait for it. */
  silenceMs: number;
}

const usual: FeedLimits = { bytesMax: 2 * 1024 ** 3, pageBytesMax: 16 * 1024 ** 2, silenceMs: 30_000 };

/** Customer records from an address: JSON Lines, or pages of an array. The token goes there and nowhere else. */
export function feedSource(feed: Feed, limits: FeedLimits = usual): ErpSource {
  return {
    kind: 'feed',
    async open({ etag, contactKey }) {
      const url = new URL(feed.url);
      if (contactKey !== undefined) url.searchParams.set('companyContact', contactKey);
      const budget = { left: limits.bytesMax };
      const first = await request(feed, url, limits, etag);
      if (first === 'unchanged') return first;
      if (!first.isArray) {
        const entries = jsonLines(bodyOf(first, limits, budget));
        return { entries, ...(first.etag ? { etag: first.etag } : {}) };
      }
      return pagesOf(feed, url, first, limits, budget);
    },
  };
}

interface Answer {
  host: string;
  response: Response;
  abort: AbortController;
  etag: string | undefined;
  isArray: boolean;
}

async function request(feed: Feed, url: URL, limits: FeedLimits, etag?: string): Promise<Answer | 'unchanged'> {
  const abort = new AbortController();
  const response = await waitFor(
    url.host,
    abort,
    limits.silenceMs,
    fetch(url, {
      headers: {
        authorization: `Bearer ${feed.token}`,
        accept: 'application/x-ndjson, application/json;q=0.9',
        ...(etag ? { 'if-none-match': etag } : {}),
      },
      redirect: 'manual',
      signal: abort.signal,
    }),
  );
  if (response.status === 304 && etag) return 'unchanged';
  if (response.status !== 200) {
    abort.abort();
    const hint = response.status >= 300 && response.status < 400 ? '; redirects are not followed' : '';
    throw new ErpSourceError(`The ERP at ${url.host} answered ${response.status}${hint}.`);
  }
  const isArray = /^application\/(.+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
  return { host: url.host, response, abort, isArray, etag: response.headers.get('etag') ?? undefined };
}

/** Pages of an array, one after the other: `[…]`, or `{"data": […], "next": "address of the next page"}` on the same server. */
async function pagesOf(feed: Feed, url: URL, first: Answer, limits: FeedLimits, budget: { left: number }): Promise<Opened> {
  const page = await pageOf(first, limits, budget);
  async function* entries(): AsyncGenerator<Entry> {
    let line = 0;
    let at = url;
    for (let { items, next } = page; ; ) {
      for (const value of items) yield { line: ++line, value };
      if (next === undefined) return;
      const to = URL.canParse(next, at) ? new URL(next, at) : undefined;
      if (!to || to.origin !== url.origin) throw new ErpSourceError(`The ERP at ${url.host} names a next page on another server.`);
      if (to.href === at.href) throw new ErpSourceError(`The ERP at ${url.host} names the same page as the next one.`);
      at = to;
      const answer = await request(feed, at, limits);
      if (answer === 'unchanged') return;
      ({ items, next } = await pageOf(answer, limits, budget));
    }
  }
  // The tag of one page of several says nothing about the others.
  return { entries: entries(), ...(first.etag && page.next === undefined ? { etag: first.etag } : {}) };
}

async function pageOf(
  answer: Answer,
  limits: FeedLimits,
  budget: { left: number },
): Promise<{ items: unknown[]; next: string | undefined }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bodyOf(answer, limits, budget)) {
    length += chunk.length;
    if (length > limits.pageBytesMax)
      throw new ErpSourceError(`The ERP at ${answer.host} sends a page of more than ${mebibytes(limits.pageBytesMax)}.`);
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ErpSourceError(`The ERP at ${answer.host} says that it sends JSON, and does not.`);
  }
  const { data, next } = Array.isArray(value) ? { data: value, next: undefined } : ((value ?? {}) as { data?: unknown; next?: unknown });
  if (!Array.isArray(data)) throw new ErpSourceError(`The ERP at ${answer.host} sends JSON without an array of records.`);
  return { items: data, next: typeof next === 'string' && next !== '' ? next : undefined };
}

async function* bodyOf({ host, response, abort }: Answer, limits: FeedLimits, budget: { left: number }): AsyncGenerator<Uint8Array> {
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await waitFor(host, abort, limits.silenceMs, reader.read());
      if (done) return;
      budget.left -= value.length;
      if (budget.left < 0) throw new ErpSourceError(`The ERP at ${host} sends more than ${mebibytes(limits.bytesMax)}.`);
      yield value;
    }
  } finally {
    abort.abort();
  }
}

/** Waits for the feed, not longer than it may be silent: what we do with the last piece meanwhile does not count. */
async function waitFor<T>(host: string, abort: AbortController, silenceMs: number, waiting: Promise<T>): Promise<T> {
  let isSilent = false;
  const timer = setTimeout(() => {
    isSilent = true;
    abort.abort();
  }, silenceMs);
  try {
    return await waiting;
  } catch (error) {
    // Only the code: the library's own texts may hold the address with what an operator put into it.
    const { code } = ((error as Error).cause ?? error) as { code?: unknown };
    const reason = isSilent ? `it was silent for ${silenceMs / 1000} s` : typeof code === 'string' ? code : 'the connection broke';
    throw new ErpSourceError(`The ERP at ${host} cannot be read: ${reason}.`, { cause: isSilent ? undefined : code });
  } finally {
    clearTimeout(timer);
  }
}

const mebibytes = (bytes: number): string => `${Math.round((bytes / 1024 ** 2) * 100) / 100} MiB`;
