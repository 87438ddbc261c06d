import { BackgroundLoop } from '../core/background-loop.ts';
import type { Services } from '../core/services.ts';
import { batchMax, integrate } from './integrate.ts';
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
  readonly #loop = new BackgroundLoop(() => this.#run());

  constructor(services: Services) {
    this.#services = services;
    this.#witnesses = new Witnesses(services);
  }

  start(): void {
    this.#services.tailer.listen(() => this.#loop.wake(soonMs));
    this.#loop.wake(0);
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#witnesses.stop();
  }

  async #run(): Promise<number> {
    try {
      const { added, more } = await integrate(this.#services);
      this.#witnesses.wake();
      // While records keep coming, each run takes those of a while: a checkpoint is signed and committed once for all of them.
      return added === batchMax ? 0 : added > 0 ? soonMs : more ? waitingMs : idleMs;
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the audit log could not be continued; tried again soon');
      return idleMs;
    }
  }
}
