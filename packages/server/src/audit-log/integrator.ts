import type { Services } from '../core/services.ts';
import { integrate } from './integrate.ts';
import { Witnesses } from './witnesses.ts';

const soonMs = 200;
const waitingMs = 500;
const idleMs = 30_000;

/**
 * Takes new records into the tree while the server runs: soon after the tailer saw one, again while something waits for an older
 * transaction, and now and then in case another process died. Several processes may do so; the lock lets one at a time through.
 */
export class Integrator {
  readonly #services: Services;
  readonly #witnesses: Witnesses;
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(services: Services) {
    this.#services = services;
    this.#witnesses = new Witnesses(services);
  }

  start(): void {
    this.#services.tailer.listen(() => this.#wake(soonMs));
    this.#wake(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#witnesses.stop();
  }

  #wake(afterMs: number): void {
    const due = performance.now() + afterMs;
    if (this.#stopped || due >= this.#due) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#due = Number.POSITIVE_INFINITY;
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
    }, afterMs);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    try {
      const { added, more } = await integrate(this.#services);
      this.#witnesses.wake();
      this.#wake(added > 0 ? 0 : more ? waitingMs : idleMs);
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the audit log could not be continued; tried again soon');
      this.#wake(idleMs);
    }
  }
}
