import { describe, expect, test } from 'vitest';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
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
