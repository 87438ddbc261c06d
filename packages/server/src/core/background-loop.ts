/**
 * Work that goes on beside the requests of one process: now, after a while, or when something has happened. Never twice at the same time; whoever
 * wakes it while it works has it look once more afterwards, because what it was woken for may have come after its look.
 */
export class BackgroundLoop {
  readonly #work: () => Promise<number>;
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #isStopped = false;

  /** `work` answers after how many milliseconds it wants to be woken again; what goes wrong is its own to tell. */
  constructor(work: () => Promise<number>) {
    this.#work = work;
  }

  wake(afterMs: number): void {
    const due = performance.now() + afterMs;
    if (this.#isStopped || due >= this.#due) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), afterMs);
    this.#timer.unref();
  }

  /** Begins nothing new; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #begin(): void {
    // Due stays past, and the end of the run begins it again.
    if (this.#running || this.#isStopped) return;
    this.#due = Number.POSITIVE_INFINITY;
    this.#running = this.#work().then((nextMs) => {
      this.#running = undefined;
      if (this.#due <= performance.now()) this.#begin();
      else this.wake(nextMs);
    });
  }
}
