import { unreachable } from './api-error.ts';

/** A caller cannot be kept waiting longer than this for a repetition. */
const waitMsMax = 30_000;

/** Sends, and repeats at most `retries` times what the server asked to repeat: 429 or 503 with `Retry-After`. Throws ApiError without an answer. */
export async function send(fetch: typeof globalThis.fetch, url: string, init: RequestInit, retries: number): Promise<Response> {
  for (let sent = 0; ; sent += 1) {
    const answer = await fetch(url, init).catch((error: unknown) => {
      // Whoever gave up knows why; that is no failure of the server.
      if (init.signal?.aborted) throw error;
      throw unreachable(url, error);
    });
    const waitMs = sent < retries && (answer.status === 429 || answer.status === 503) ? retryAfterMs(answer) : undefined;
    if (waitMs === undefined || waitMs > waitMsMax) return answer;
    // An answer that nobody reads would hold its connection.
    await answer.body?.cancel();
    await pause(waitMs, init.signal ?? undefined);
  }
}

/** RFC 9110, section 10.2.3: seconds or a date. */
function retryAfterMs(answer: Response): number | undefined {
  const value = answer.headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
