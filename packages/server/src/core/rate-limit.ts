import { Problem } from './problem.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket for each caller, in this process: `perSecond` on the average, `burst` at once (decisions, section 5).
 * Libraries for this count in fixed windows or need a store; twenty lines were less than bending one.
 */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;
  readonly #burst: number;

  constructor(limit: { perSecond: number; burst: number }) {
    this.#perSecond = limit.perSecond;
    this.#burst = limit.burst;
  }

  /** Throws 429 with `Retry-After: 1`, because clients retry at once when told nothing. */
  take(caller: string, now = performance.now()): void {
    const bucket = this.#buckets.get(caller) ?? { tokens: this.#burst, filledAt: now };
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * this.#perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      this.#buckets.set(caller, bucket);
      throw new Problem('too-many-requests', `More than ${this.#perSecond} requests a second. Wait a second.`, { retryAfterSeconds: 1 });
    }
    bucket.tokens -= 1;
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size > 50_000) this.#sweep(now);
  }

  /** A full bucket says nothing: it can be forgotten. */
  #sweep(now: number): void {
    for (const [caller, bucket] of this.#buckets)
      if (bucket.tokens + ((now - bucket.filledAt) / 1000) * this.#perSecond >= this.#burst) this.#buckets.delete(caller);
  }
}
