import { randomUUID } from 'node:crypto';
import { BackgroundLoop } from '../core/background-loop.ts';
import type { Services } from '../core/services.ts';
import {
  advance,
  type BatchLimits,
  type Claimed,
  claimBatch,
  type Due,
  dueStreams,
  postpone,
  releaseLeases,
  usualLimits,
} from './batches.ts';
import { openTarget, sendMs } from './open-target.ts';
import { type Target, TargetError } from './target.ts';

export interface ShipperOptions {
  /** How long a process that said nothing keeps a stream. Longer than a batch may take. */
  leaseMs: number;
  sendMs: number;
  limits: BatchLimits;
}

const usual: ShipperOptions = { leaseMs: 30_000, sendMs, limits: usualLimits };

/** After an event was seen, its record takes a moment into the tree: how often and how long to look. */
const lookAgainMs = 250;
const expectMs = 3_000;
const idleMs = 10_000;
/** How long a batch under way may still take when the server stops. */
const graceMs = 3_000;

/**
 * Sends the streams of audit records while the server runs. Several processes may do so: a lease lets one at a time work on a stream. A batch is
 * sent without a transaction, and the position moves in one of its own once it has arrived: whoever dies in between has it sent again.
 */
export class Shipper {
  readonly #services: Services;
  readonly #options: ShipperOptions;
  readonly #holder = randomUUID();
  readonly #running = new Map<string, Promise<void>>();
  readonly #targets = new Map<string, { generation: number; target: Target }>();
  readonly #stopping = new AbortController();
  readonly #loop = new BackgroundLoop(() => this.#look());
  /** Until when new entries are expected. */
  #expecting = 0;
  #hasStreams = true;
  #stopped = false;
  #hasClaimed = false;

  constructor(services: Services, options: Partial<ShipperOptions> = {}) {
    this.#services = services;
    this.#options = { ...usual, ...options };
  }

  start(): void {
    this.#services.tailer.listen((events) => {
      const changed = events.some(({ objectType }) => objectType === 'AuditStream');
      if (!changed && !this.#hasStreams) return;
      this.#expecting = performance.now() + expectMs;
      this.#loop.wake(changed ? 0 : lookAgainMs);
    });
    this.#loop.wake(0);
  }

  /** Waits for what is being sent, not for long, and lets other processes go on. */
  async stop(): Promise<void> {
    const grace = setTimeout(() => this.#stopping.abort(), graceMs);
    this.#stopped = true;
    await this.#loop.stop();
    await Promise.all(this.#running.values());
    clearTimeout(grace);
    for (const { target } of this.#targets.values()) target.release();
    this.#targets.clear();
    if (this.#hasClaimed) await releaseLeases(this.#services, this.#holder).catch(() => undefined);
  }

  async #look(): Promise<number> {
    try {
      const { due, enabled, nextMs = idleMs } = await dueStreams(this.#services);
      this.#hasStreams = enabled > 0;
      for (const stream of due) this.#ship(stream);
      const expected = this.#hasStreams && performance.now() < this.#expecting;
      return Math.min(nextMs, expected ? lookAgainMs : idleMs);
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the streams of audit records could not be looked at; tried again soon');
      return idleMs;
    }
  }

  /** Streams do not wait for each other; one stream is worked on once at a time. */
  #ship(stream: Due): void {
    if (this.#stopped || this.#running.has(stream.id)) return;
    const work = this.#shipAll(stream.id)
      .catch((error) => this.#services.log.warn({ err: error, stream: stream.id }, 'a stream of audit records was interrupted'))
      .finally(() => {
        this.#running.delete(stream.id);
        this.#loop.wake(lookAgainMs);
      });
    this.#running.set(stream.id, work);
  }

  async #shipAll(id: string): Promise<void> {
    const { leaseMs, limits } = this.#options;
    while (!this.#stopped) {
      const claimed = await claimBatch(this.#services, id, this.#holder, leaseMs, limits);
      if (!claimed) return;
      this.#hasClaimed = true;
      const failure = claimed.batch.lines.length > 0 ? await this.#send(claimed) : undefined;
      if (failure === undefined) {
        await advance(this.#services, claimed, this.#holder);
        continue;
      }
      // What was cut off because this process stops is no failure of the target.
      if (!this.#stopping.signal.aborted) await postpone(this.#services, claimed, this.#holder, failure);
      return;
    }
  }

  /** Sends one batch; answers why it did not arrive, or nothing. */
  async #send({ stream, batch }: Claimed): Promise<string | undefined> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(this.#options.sendMs)]);
    try {
      await this.#targetOf(stream).send(batch, signal);
      return undefined;
    } catch (error) {
      this.#forget(stream.id);
      if (error instanceof TargetError) return error.message;
      this.#services.log.error({ err: error, stream: stream.id }, 'a batch of audit records could not be sent');
      return 'The batch could not be sent; the log of the server says why.';
    }
  }

  #targetOf(stream: Claimed['stream']): Target {
    const kept = this.#targets.get(stream.id);
    if (kept?.generation === stream.generation) return kept.target;
    kept?.target.release();
    const target = openTarget(this.#services, stream);
    this.#targets.set(stream.id, { generation: stream.generation, target });
    return target;
  }

  #forget(id: string): void {
    this.#targets.get(id)?.target.release();
    this.#targets.delete(id);
  }
}
