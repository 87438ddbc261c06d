/**
 * Rows of a log that this process has read before. They never change, so that reading one again needs the database only to say whether the
 * caller sees it, which it does for every page. Nothing has to be forgotten in time: what is erased is no longer found, and
 * a key names one row for ever, also after the database was restored from a backup.
 */
export class KeptRows {
  readonly #rows = new Map<string, object>();
  readonly #max: number;

  constructor(max = 1_000) {
    this.#max = max;
  }

  get(key: string): object | undefined {
    const row = this.#rows.get(key);
    if (!row) return undefined;
    // The ones asked for last go last.
    this.#rows.delete(key);
    this.#rows.set(key, row);
    return row;
  }

  keep(key: string, row: object): void {
    if (this.#rows.size >= this.#max && !this.#rows.has(key)) this.#rows.delete(this.#rows.keys().next().value!);
    // Many answers share what is inside of it.
    for (const value of Object.values(row)) freeze(value);
    this.#rows.set(key, row);
  }
}

function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || value instanceof Date || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
