import { createHash, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cosignatureIn, cosignatureOf, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { type Evidence, entryOf, evidenceFormat, faultOf } from './evidence.ts';
import { inclusionProof, leafHash, nodeHash } from './merkle.ts';
import { newSecretKey, openNote, parseVerifierKey, signerOf, signNote, verifierKey } from './note.ts';

const signer = signerOf('log.example/audit', Buffer.alloc(32, 7));
const other = signerOf('log.example/audit', Buffer.alloc(32, 8));

describe('a signed note', () => {
  test('made elsewhere is opened: the example of the format’s first implementation', () => {
    const verifier = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace('’', "'");
    const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(openNote(note, [verifier]).text).toBe(text);
    expect(() => openNote(note.replace('problem is', 'problem was'), [verifier])).toThrow(/signature of PeterNeumann is wrong/);
  });

  test('is opened by whoever knows one of its keys, and by nobody else', () => {
    const note = signNote('hello\n', [signer, other]);
    expect(openNote(note, [parseVerifierKey(verifierKey(other))]).signedBy).toHaveLength(1);
    expect(openNote(note, [signer, other]).signedBy).toHaveLength(2);
    expect(() => openNote(note, [signerOf('else.example', newSecretKey())])).toThrow(/by a known key/);
    expect(() => openNote(signNote('hello\n', [other]), [signer])).toThrow(/by a known key/);
  });

  test.each([
    ['without signatures', 'hello\n\n'],
    ['without a blank line', 'hello\n— a b\n'],
    ['with a torn signature line', 'hello\n\n— log.example/audit\n'],
    ['without its last line break', signNote('hello\n', [signer]).trimEnd()],
    ['with a carriage return', signNote('hello\n', [signer]).replace('\n', '\r\n')],
  ])('%s is none', (_, note) => expect(() => openNote(note, [signer])).toThrow());

  test('its keys are named without spaces and plus, and told by their hash', () => {
    expect(() => signerOf('with space', Buffer.alloc(32))).toThrow(/cannot name a key/);
    expect(() => signerOf('with+plus', Buffer.alloc(32))).toThrow(/cannot name a key/);
    expect(() => parseVerifierKey(verifierKey(signer).replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toThrow(/hash/);
    expect(() => parseVerifierKey('x')).toThrow(/no verifier key/);
  });
});

describe('a checkpoint', () => {
  test('says origin, size and root, and comes back as it went', () => {
    const checkpoint = { origin: 'log.example/audit', size: 12, root: leafHash(Buffer.from('x')) };
    const note = signCheckpoint(checkpoint, [signer]);
    expect(note.split('\n').slice(0, 3)).toEqual(['log.example/audit', '12', checkpoint.root.toString('base64')]);
    expect(openCheckpoint(note, [signer])).toEqual(checkpoint);
  });

  test.each(['origin\n-1\nAAAA\n', `origin\n01\n${Buffer.alloc(32).toString('base64')}\n`, 'origin\n1\nAAAA\n', '\n1\n'])(
    '%j is none',
    (text) => {
      expect(() => openCheckpoint(signNote(text, [signer]), [signer])).toThrow(/no checkpoint/);
    },
  );
});

describe('evidence of a record', () => {
  const record = { id: 'AUD-1', summary: 'Buyer disabled', documents: { b: 1, a: [true, null, 'é'] } };
  const salt = Buffer.alloc(32, 1);
  const leaves = [leafHash(Buffer.from('other')), leafHash(entryOf(record, salt))];
  const root = nodeHash(leaves[0]!, leaves[1]!);
  const make = async (): Promise<Evidence> => ({
    format: evidenceFormat,
    record,
    salt: salt.toString('base64'),
    index: 1,
    proof: (await inclusionProof((_, index) => leaves[index]!, 1, 2)).map((hash) => hash.toString('base64')),
    checkpoint: signCheckpoint({ origin: 'log.example/audit', size: 2, root }, [signer]),
  });

  test('holds, whatever order its fields are written in', async () => {
    const evidence = await make();
    expect(faultOf(evidence, [signer])).toBeUndefined();
    const turned = { ...evidence, record: { documents: { a: [true, null, 'é'], b: 1 }, summary: record.summary, id: 'AUD-1' } };
    expect(faultOf(turned, [signer])).toBeUndefined();
  });

  test.each([
    ['another word', { record: { ...record, summary: 'Buyer enabled' } }, /is not entry 1/],
    ['a field more', { record: { ...record, more: null } }, /is not entry 1/],
    ['another salt', { salt: Buffer.alloc(32, 2).toString('base64') }, /is not entry 1/],
    ['a short salt', { salt: 'AAAA' }, /32 bytes/],
    ['another place', { index: 0 }, /is not entry 0/],
    ['a place beyond', { index: 2 }, /the proof is not of entry 2/],
    ['no proof', { proof: [] }, /the proof is not of entry/],
  ])('does not hold with %s', async (_, change, fault) => expect(faultOf({ ...(await make()), ...change }, [signer])).toMatch(fault));

  test('is refused under a forged checkpoint', async () => {
    const evidence = await make();
    const forged = signCheckpoint({ origin: 'log.example/audit', size: 2, root }, [other]);
    expect(() => faultOf({ ...evidence, checkpoint: forged }, [signer])).toThrow(/by a known key/);
    expect(() => faultOf({ ...evidence, checkpoint: evidence.checkpoint.replace('\n2\n', '\n3\n') }, [signer])).toThrow(/is wrong/);
  });
});

describe('a cosignature', () => {
  // C2SP tlog-cosignature, written out by hand: the witness's key has type 0x04, and it signs a header and the time before the text.
  const witness = (name: string, secret: Buffer) => {
    const { key, private: privateKey } = signerOf(name, secret);
    const raw = key.export({ type: 'spki', format: 'der' }).subarray(12);
    const id = createHash('sha256').update(`${name}\n\u0004`).update(raw).digest().subarray(0, 4);
    const vkey = `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(4), raw]).toString('base64')}`;
    const cosign = (text: string, time: number) => {
      const stamp = Buffer.alloc(8);
      stamp.writeBigUInt64BE(BigInt(time));
      const bytes = Buffer.concat([id, stamp, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey)]);
      return `— ${name} ${bytes.toString('base64')}\n`;
    };
    return { verifier: parseVerifierKey(vkey), vkey, cosign };
  };
  const note = signCheckpoint({ origin: 'log.example/audit', size: 12, root: leafHash(Buffer.from('x')) }, [signer]);
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const one = witness('witness.example/w1', Buffer.alloc(32, 21));
  const two = witness('witness.example/w2', Buffer.alloc(32, 22));

  test('of a known witness is accepted beside the log’s own signature; that of an unknown one is left alone', () => {
    expect(verifierKey(one.verifier)).toBe(one.vkey);
    const cosigned = note + one.cosign(text, 1_700_000_000) + two.cosign(text, 1_700_000_001);
    expect(openNote(cosigned, [signer, one.verifier]).signedBy.map(({ name }) => name)).toEqual([
      'log.example/audit',
      'witness.example/w1',
    ]);
    expect(openCheckpoint(cosigned, [signer]).size).toBe(12);
  });

  test('that is wrong, or of another time, is refused where its witness is known', () => {
    const other = one.cosign(text.replace('12', '13'), 1_700_000_000);
    expect(() => openNote(note + other, [signer, one.verifier])).toThrow(/signature of witness.example\/w1 is wrong/);
    const bytes = Buffer.from(one.cosign(text, 1_700_000_000).split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(() => openNote(`${note}— ${one.verifier.name} ${bytes.toString('base64')}\n`, [signer, one.verifier])).toThrow(/is wrong/);
    expect(openNote(note + other, [signer]).signedBy).toHaveLength(1);
  });

  test('alone does not make a checkpoint: its log has to sign it', () => {
    const alone = `${text}\n${one.cosign(text, 1)}`;
    expect(() => openCheckpoint(alone, [signer, one.verifier])).toThrow(/no known key of that log signed it/);
    expect(() =>
      openCheckpoint(signNote(text, [signerOf('else.example', Buffer.alloc(32, 9))]), [signerOf('else.example', Buffer.alloc(32, 9))]),
    ).toThrow(/no known key of that log/);
  });

  test('is found on a checkpoint by the key of its witness, with its time', () => {
    const cosigned = note + two.cosign(text, 5) + one.cosign(text, 7);
    expect(cosignatureOf(cosigned, one.verifier)).toMatchObject({ time: 7, name: 'witness.example/w1' });
    expect(() => cosignatureOf(note, one.verifier)).toThrow(/no cosignature of witness.example\/w1 by its key [0-9a-f]{8}$/);
    // The same name with another key is somebody else.
    const namesake = witness('witness.example/w1', Buffer.alloc(32, 23));
    expect(() => cosignatureOf(cosigned, namesake.verifier)).toThrow(/no cosignature of witness.example\/w1/);
    expect(() => cosignatureOf(note + one.cosign(text, 253_402_300_800), one.verifier)).toThrow(/of a time that is none/);
  });

  test('is found in what a witness answers, with its time', () => {
    const lines = two.cosign(text, 5) + one.cosign(text, 7);
    expect(cosignatureIn(lines, note, one.verifier)).toMatchObject({ time: 7, line: one.cosign(text, 7) });
    expect(() => cosignatureIn(two.cosign(text, 5), note, one.verifier)).toThrow(/no cosignature of/);
    expect(() => cosignatureIn(one.cosign(`${text}x\n`, 5), note, one.verifier)).toThrow(/is wrong/);
    expect(() => cosignatureIn('<html>', note, one.verifier)).toThrow();
    expect(() => cosignatureIn('', note, one.verifier)).toThrow();
  });
});

test('base64 that could be written otherwise is refused: a changed byte must not pass', () => {
  const note = signNote('hello\n', [signer]);
  // The last letter before the padding has bits that mean nothing.
  const bent = note.replace(/(.)(=+\n)$/, (_, letter: string, rest: string) => String.fromCharCode(letter.charCodeAt(0) + 1) + rest);
  expect(bent).not.toBe(note);
  expect(() => openNote(bent, [signer])).toThrow();
});
