import { cosignatureOf, type Verifier } from '@tenantry/tlog';

/** The witnesses that must have cosigned whatever checkpoint is relied on. */
export class Witnesses {
  readonly #keys: readonly Verifier[];
  /** Of all cosignatures that were found, in seconds. */
  #oldest = Number.POSITIVE_INFINITY;

  constructor(keys: readonly Verifier[]) {
    this.#keys = keys;
  }

  get areDemanded(): boolean {
    return this.#keys.length > 0;
  }

  /** Throws unless each of them cosigned the checkpoint. */
  refuseWithout(checkpoint: string): void {
    for (const key of this.#keys) this.#oldest = Math.min(this.#oldest, cosignatureOf(checkpoint, key).time);
  }

  /** What was found, to stand behind what fits; nothing when none was demanded. */
  get words(): string {
    const { length } = this.#keys;
    if (length === 0) return '';
    const oldest = new Date(this.#oldest * 1000).toISOString().replace('.000Z', 'Z');
    return `, cosigned by ${length} ${length === 1 ? 'witness' : 'witnesses'} (oldest time ${oldest})`;
  }
}
