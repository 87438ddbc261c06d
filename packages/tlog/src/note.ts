import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Signed notes as in C2SP signed-note: a text, a blank line, and a line for each signature. Two types of keys: Ed25519 (0x01), and the
 * timestamped Ed25519 of witnesses (0x04, C2SP tlog-cosignature).
 */

export const ed25519 = 0x01;
export const cosignature = 0x04;
type KeyType = typeof ed25519 | typeof cosignature;
/** What precedes the 32 bytes of an Ed25519 key in SPKI and in PKCS #8 (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What was given is no note, no key, or not signed by whom it should be. */
export class NoteError extends Error {}

export interface Verifier {
  type: KeyType;
  name: string;
  /** Four bytes that tell keys of one name apart. */
  id: Buffer;
  key: KeyObject;
}

export interface Signer extends Verifier {
  private: KeyObject;
}

const isName = (name: string): boolean => name.length > 0 && !/[\s+]/u.test(name);

const keyId = (type: KeyType, name: string, publicKey: Buffer): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey).digest().subarray(0, 4);

const rawPublic = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(spki.length);

/** A new key pair as 32 secret bytes, to be kept sealed. */
export function newSecretKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(pkcs8.length);
}

/** The signer behind 32 secret bytes. Throws for a name with space or plus. */
export function signerOf(name: string, secret: Buffer): Signer {
  if (!isName(name)) throw new Error(`"${name}" cannot name a key: no spaces, no plus`);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return { type: ed25519, name, id: keyId(ed25519, name, rawPublic(publicKey)), key: publicKey, private: key };
}

/** The verifier key in signed-note form: `name+hash+key`. */
export const verifierKey = ({ type, name, id, key }: Verifier): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(type), rawPublic(key)]).toString('base64')}`;

/** The verifier behind a key in signed-note form. Throws for anything else, and for a hash that is not the key's. */
export function parseVerifierKey(text: string): Verifier {
  const [, name, hash, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = bytesOf(encoded ?? '');
  const type = bytes?.[0];
  if (!name || bytes?.length !== 33 || (type !== ed25519 && type !== cosignature))
    throw new NoteError('this is no verifier key: name+hash+key, Ed25519');
  const publicKey = bytes.subarray(1);
  const id = keyId(type, name, publicKey);
  if (id.toString('hex') !== hash) throw new NoteError(`the hash of the verifier key of ${name} is not that of its key`);
  return { type, name, id, key: createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }) };
}

/** A text with signatures. The text ends with a line break and holds no other control character. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a line break');
  const lines = signers.map(
    (signer) => `— ${signer.name} ${Buffer.concat([signer.id, sign(null, Buffer.from(text), signer.private)]).toString('base64')}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** The text of a note and who of the given verifiers signed it. Throws when it is no note, when a known signature is wrong, or none is known. */
export function openNote(note: string, verifiers: readonly Verifier[]): { text: string; signedBy: Verifier[] } {
  const { text, lines } = partsOf(note);
  const signedBy = new Map<string, Verifier>();
  for (const { name, id, signature } of lines) {
    const verifier = verifiers.find((one) => one.name === name && one.id.equals(id));
    if (!verifier) continue;
    if (!isSignature(verifier, text, signature)) throw new NoteError(`the signature of ${name} is wrong`);
    signedBy.set(verifierKey(verifier), verifier);
  }
  if (signedBy.size === 0) throw new NoteError('none of the signatures is by a known key');
  return { text, signedBy: [...signedBy.values()] };
}

export interface SignatureLine {
  /** As it stands in the note, with its line break. */
  line: string;
  name: string;
  /** Tells keys of one name apart. */
  id: Buffer;
  signature: Buffer;
}

/** Text and signature lines of a note, whoever signed it. Throws when it is none. */
export function partsOf(note: string): { text: string; lines: SignatureLine[] } {
  const end = note.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not be there
  if (end < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new NoteError('this is no signed note');
  return {
    text: note.slice(0, end + 1),
    lines: note
      .slice(end + 2)
      .split('\n')
      .slice(0, -1)
      .map(signatureLine),
  };
}

function signatureLine(line: string): SignatureLine {
  const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = bytesOf(encoded ?? '');
  if (!name || !bytes || bytes.length < 5) throw new NoteError('the note has a line that is no signature');
  return { line: `${line}\n`, name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** Whether a signature of a note, without the id of its key, is this verifier's of this text. */
export function isSignature({ type, key }: Verifier, text: string, signature: Buffer): boolean {
  if (type === ed25519) return verify(null, Buffer.from(text), key, signature);
  if (signature.length !== 72) return false;
  return verify(null, Buffer.from(`cosignature/v1\ntime ${signature.readBigUInt64BE()}\n${text}`), key, signature.subarray(8));
}

/** The bytes of base64 as it is to be written: the same bytes can be written in several ways, and a change of one byte must not pass. */
export function bytesOf(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}
