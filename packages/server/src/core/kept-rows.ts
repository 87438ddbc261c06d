import { writtenOnce } from './written.ts';

interface Kept {
  row: object;
  /** What was last made of it, and of what else. */
  answer?: { beside: string; value: object };
}

/**
 * Rows of a log that this process has read before. They never change, so that reading one again needs the database only to say whether the
 * caller sees it, which it does for every page. Nothing has to be forgotten in time: what is erased is no longer found, and
 * a key names one row for ever, also after the database was restored from a backup.
 */
export class KeptRows {
  readonly #kept = new Map<string, Kept>();
  readonly #max: number;

  constructor(max = 1_000) {
    this.#max = max;
  }

  get(key: string): object | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    // The ones asked for last go last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.row;
  }

  keep(key: string, row: object): void {
    if (this.#kept.size >= this.#max && !this.#kept.has(key)) this.#kept.delete(this.#kept.keys().next().value!);
    // Many answers share what is inside of it.
    for (const value of Object.values(row)) freeze(value);
    this.#kept.set(key, { row });
  }

  /** What `read` makes of a row: the same object as before where all that it also depends on, told by `beside`, is the same as before. */
  answer<T extends object>(key: string, beside: string, read: () => T): T {
    const kept = this.#kept.get(key);
    if (!kept) return read();
    if (kept.answer?.beside !== beside) kept.answer = { beside, value: writtenOnce(freeze(read())) };
    return kept.answer.value as T;
  }
}

function freeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || value instanceof Date || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}
