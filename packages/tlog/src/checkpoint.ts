import { openNote, type Signer, signNote, type Verifier } from './note.ts';

/** The head of a log as in C2SP tlog-checkpoint. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** A checkpoint as a signed note. */
export const signCheckpoint = ({ origin, size, root }: Checkpoint, signers: readonly Signer[]): string =>
  signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signers);

/** The checkpoint of a note. Throws unless a known key signed it and its text is one. */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint {
  const { text } = openNote(note, verifiers);
  return checkpointOf(text);
}

/** The checkpoint that a text says, whoever signed it. */
export function checkpointOf(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n');
  const hash = Buffer.from(root ?? '', 'base64');
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? '') || hash.length !== 32)
    throw new Error('this is no checkpoint: origin, size, root');
  return { origin, size: Number(size), root: hash };
}
