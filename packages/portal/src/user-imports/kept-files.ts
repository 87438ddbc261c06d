import type { Choices } from './choices.ts';

interface Kept {
  file: File;
  choices: Choices;
}

// The server keeps rows, not files: for a second check of the same file the browser needs it, and it may be gone after a reload.
const kept = new Map<string, Kept>();

/** Keeps the file of a check while this tab lives. */
export const keepFile = (id: string, entry: Kept): void => void kept.set(id, entry);

export const keptFile = (id: string): Kept | undefined => kept.get(id);
