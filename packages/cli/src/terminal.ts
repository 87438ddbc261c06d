/** What the commands know of the process they run in; tests give their own. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  /** Results, and nothing else. */
  out(text: string | Uint8Array): void;
  /** A long result, no faster than it is taken; fails when it breaks off. */
  pipe(pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** Everything that is not the result. */
  note(text: string): void;
  readInput(): Promise<string>;
  /** Whether a person looks at the results. */
  isInteractive: boolean;
  /** How wide the screen is; absent where results go into a file or another program. */
  columns?: number;
}
