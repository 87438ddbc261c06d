import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** Signed notes as in C2SP signed-note: a text, a blank line, and a line for each signature. Ed25519 (type 0x01) only. */

const ed25519 = 0x01;
/** What precedes the 32 bytes of an Ed25519 key in SPKI and in PKCS #8 (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface Verifier {
  name: string;
  /** Four bytes that tell keys of one name apart. */
  id: Buffer;
  key: KeyObject;
}

export interface Signer extends Verifier {
  private: KeyObject;
}

const isName = (name: string): boolean => name.length > 0 && !/[\s+]/u.test(name);

const keyId = (name: string, publicKey: Buffer): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ed25519)).update(publicKey).digest().subarray(0, 4);

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
  return { name, id: keyId(name, rawPublic(publicKey)), key: publicKey, private: key };
}

/** The verifier key in signed-note form: `name+hash+key`. */
export const verifierKey = ({ name, id, key }: Verifier): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(ed25519), rawPublic(key)]).toString('base64')}`;

/** The verifier behind a key in signed-note form. Throws for anything else, and for a hash that is not the key's. */
export function parseVerifierKey(text: string): Verifier {
  const [, name, hash, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (!name || bytes.length !== 33 || bytes[0] !== ed25519) throw new Error('this is no verifier key: name+hash+key, Ed25519');
  const publicKey = bytes.subarray(1);
  const id = keyId(name, publicKey);
  if (id.toString('hex') !== hash) throw new Error(`the hash of the verifier key of ${name} is not that of its key`);
  return { name, id, key: createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }) };
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
  const end = note.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not be there
  if (end < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Error('this is no signed note');
  const text = note.slice(0, end + 1);
  const signedBy = new Map<string, Verifier>();
  for (const line of note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)) {
    const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (!name || bytes.length < 5) throw new Error('the note has a line that is no signature');
    const verifier = verifiers.find((one) => one.name === name && one.id.equals(bytes.subarray(0, 4)));
    if (!verifier) continue;
    if (!verify(null, Buffer.from(text), verifier.key, bytes.subarray(4))) throw new Error(`the signature of ${name} is wrong`);
    signedBy.set(verifierKey(verifier), verifier);
  }
  if (signedBy.size === 0) throw new Error('none of the signatures is by a known key');
  return { text, signedBy: [...signedBy.values()] };
}
