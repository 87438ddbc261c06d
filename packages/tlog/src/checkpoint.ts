import {
  bytesOf,
  ed25519,
  isSignature,
  NoteError,
  openNote,
  partsOf,
  type SignatureLine,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';

/** The head of a log as in C2SP tlog-checkpoint. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** A checkpoint as a signed note. */
export const signCheckpoint = ({ origin, size, root }: Checkpoint, signers: readonly Signer[]): string =>
  signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signers);

/** The checkpoint of a note. Throws unless a known key of the log that it names signed it. Signatures of others are left alone. */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint {
  const { text, signedBy } = openNote(note, verifiers);
  const checkpoint = checkpointOf(text);
  if (!signedBy.some(({ type, name }) => type === ed25519 && name === checkpoint.origin))
    throw new NoteError(`the checkpoint is of ${checkpoint.origin}, and no known key of that log signed it`);
  return checkpoint;
}

/** The checkpoint that a text says, whoever signed it. */
export function checkpointOf(text: string): Checkpoint {
  const [origin, size, encoded] = text.split('\n');
  const root = bytesOf(encoded ?? '');
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? '') || root?.length !== 32)
    throw new NoteError('this is no checkpoint: origin, size, root');
  return { origin, size: Number(size), root };
}

export interface Cosignature extends SignatureLine {
  /** When the witness signed, in seconds since 1970. */
  time: number;
}

/** The last second of the year 9999: what is later is no time that a date can be made of. */
const lastSecond = 253_402_300_799;

/** The witness's cosignature among the lines of a checkpoint. Lines of other keys are ignored; throws when there is none of its own or it is wrong. */
export function cosignatureOf(checkpoint: string, witness: Verifier): Cosignature {
  const { text, lines } = partsOf(checkpoint);
  const line = lines.find(({ name, id }) => name === witness.name && id.equals(witness.id));
  if (!line) throw new NoteError(`there is no cosignature of ${witness.name} by its key ${witness.id.toString('hex')}`);
  if (!isSignature(witness, text, line.signature)) throw new NoteError(`the cosignature of ${witness.name} is wrong`);
  const time = Number(line.signature.readBigUInt64BE());
  if (time > lastSecond) throw new NoteError(`the cosignature of ${witness.name} is of a time that is none`);
  return { ...line, time };
}

/** The witness's cosignature among the lines that it answered for a checkpoint. Throws as `cosignatureOf` does. */
export const cosignatureIn = (lines: string, checkpoint: string, witness: Verifier): Cosignature =>
  cosignatureOf(`${partsOf(checkpoint).text}\n${lines}`, witness);
