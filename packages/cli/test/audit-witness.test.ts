import { createHash, sign } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleOf, entryOf, evidenceFormat, leafHash, monthFormat, signCheckpoint, signerOf, tilePath, verifierKey } from '@tenantry/tlog';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runWith } from './fake-terminal.ts';

const origin = 'log.example';
const signer = signerOf(origin, Buffer.alloc(32, 7));
const key = verifierKey(signer);
const record = { id: 'AUD-1', summary: 'Buyer disabled', timestamp: '2026-11-05T10:00:00.000000Z' };
const salt = Buffer.alloc(32, 1);
const entry = entryOf(record, salt);
const head = (root: Buffer) => signCheckpoint({ origin, size: 1, root }, [signer]);
const note = head(leafHash(entry));
const textOf = (checkpoint: string) => checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);

/** A witness by C2SP tlog-cosignature, written from that text. */
function witness(name: string, secret: number) {
  const { key: publicKey, private: privateKey } = signerOf(name, Buffer.alloc(32, secret));
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
  const id = createHash('sha256').update(`${name}\n\u0004`).update(raw).digest().subarray(0, 4);
  const stamp = (seconds: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(seconds));
    return bytes;
  };
  /** Signed at one time; the line says it, or another one. */
  const cosign = (text: string, time: number, said = time) => {
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey);
    return `— ${name} ${Buffer.concat([id, stamp(said), signature]).toString('base64')}\n`;
  };
  return { name, key: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(4), raw]).toString('base64')}`, cosign };
}

const one = witness('witness.example/w1', 21);
const two = witness('witness.example/w2', 22);
const at = Date.UTC(2026, 10, 26, 7) / 1000;
const cosigned = note + one.cosign(textOf(note), at + 60) + two.cosign(textOf(note), at);

let folder: string;
let server: Server;
let url: string;
let served: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-audit-witness-'));
  const files = new Map<string, () => Uint8Array>([
    ['checkpoint', () => Buffer.from(served)],
    [tilePath({ level: 0, number: 0, width: 1 }), () => leafHash(entry)],
    [tilePath({ level: 'entries', number: 0, width: 1 }), () => bundleOf([entry])],
  ]);
  server = createServer((request, response) => {
    const bytes = files.get(request.url!.replace('/audit/log/', ''))?.();
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/audit/log`;
  for (const [path, bytes] of files) {
    if (path === 'checkpoint') continue;
    await mkdir(dirname(join(folder, 'log', path)), { recursive: true });
    await writeFile(join(folder, 'log', path), bytes());
  }
  await mkdir(join(folder, 'evidence'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that can be verified, with this checkpoint. */
async function given(checkpoint: string): Promise<Record<string, string>> {
  served = checkpoint;
  const line = { record, salt: salt.toString('base64'), index: 0, proof: [] };
  const single = JSON.stringify({ format: evidenceFormat, ...line, checkpoint });
  const month = `${JSON.stringify({ format: monthFormat, month: '2026-11', records: 1, checkpoint })}\n${JSON.stringify(line)}\n`;
  await writeFile(join(folder, 'log/checkpoint'), checkpoint);
  await writeFile(join(folder, 'one.json'), single);
  await writeFile(join(folder, 'month.jsonl'), month);
  await writeFile(join(folder, 'evidence/one.json'), single);
  await writeFile(join(folder, 'evidence/two.jsonl'), month);
  return {
    address: url,
    'copy of the log': join(folder, 'log'),
    record: join(folder, 'one.json'),
    month: join(folder, 'month.jsonl'),
    'folder of evidence': join(folder, 'evidence'),
  };
}
const kinds = ['address', 'copy of the log', 'record', 'month', 'folder of evidence'];
const demand = (what: string, ...keys: string[]) =>
  runWith(['audit', 'verify', what, '--key', key, ...keys.flatMap((one) => ['--witness', one])]);

describe.each(kinds)('witnesses that are demanded of the %s', (kind) => {
  let what: string;
  const offer = async (checkpoint: string) => {
    what = (await given(checkpoint))[kind]!;
  };
  beforeEach(() => offer(cosigned));

  it('are counted, with the oldest time, once each of them cosigned', async () => {
    expect(await demand(what, one.key)).toMatchObject({
      code: 0,
      notes: '',
      out: expect.stringMatching(/^OK: .*, cosigned by 1 witness \(oldest time 2026-11-26T07:01:00Z\)\n$/),
    });
    const both = await demand(what, one.key, two.key, one.key);
    expect(both.out).toMatch(/, cosigned by 2 witnesses \(oldest time 2026-11-26T07:00:00Z\)\n$/);
    expect((await demand(what)).out).not.toContain('cosigned');
  });

  it.each<[string, () => string, RegExp]>([
    ['did not cosign', () => note + one.cosign(textOf(note), at), /: there is no cosignature of witness\.example\/w2 by its key /],
    [
      'cosigned with another key',
      () => note + one.cosign(textOf(note), at) + witness(two.name, 23).cosign(textOf(note), at),
      /: there is no cosignature of witness\.example\/w2 by its key /,
    ],
    [
      'cosigned another head',
      () => note + one.cosign(textOf(note), at) + two.cosign(textOf(head(Buffer.alloc(32, 9))), at),
      /: the cosignature of witness\.example\/w2 is wrong\.$/,
    ],
    [
      'cosigned at another time than it says',
      () => note + one.cosign(textOf(note), at) + two.cosign(textOf(note), at, at + 1),
      /: the cosignature of witness\.example\/w2 is wrong\.$/,
    ],
  ])('are named where one %s', async (_, checkpoint, words) => {
    await offer(checkpoint());
    expect(await demand(what, one.key)).toMatchObject({ code: 0 });
    const ran = await demand(what, one.key, two.key);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.notes.trimEnd()).toMatch(words);
    expect(ran.notes.trimEnd().split('\n')).toHaveLength(1);
  });

  it('do not stand in for the log’s own signature', async () => {
    const forged = signCheckpoint({ origin, size: 1, root: leafHash(entry) }, [signerOf(origin, Buffer.alloc(32, 8))]);
    await offer(forged + one.cosign(textOf(forged), at));
    expect(await demand(what, one.key)).toMatchObject({ code: 1, out: '', notes: expect.stringContaining('by a known key') });
  });
});

describe('--witness', () => {
  const file = async (text: string) => {
    await writeFile(join(folder, 'witnesses.txt'), text);
    return join(folder, 'witnesses.txt');
  };

  it('takes a file with a key a line', async () => {
    const { record: what } = await given(cosigned);
    expect((await demand(what!, await file(`${one.key}\r\n${two.key}\n`))).out).toContain('cosigned by 2 witnesses');
    expect((await demand(what!, await file(`${two.key}\n`), one.key)).out).toContain('cosigned by 2 witnesses');
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['the key of a log', () => key, /^error: --witness: the key of log\.example is not that of a witness, .*\n$/],
    ['a key whose hash is not its own', () => one.key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), /^error: --witness: the hash of .*w1.*\n$/],
    ['a key that is cut off', () => one.key.slice(0, -4), /^error: --witness: this is no verifier key.*\n$/],
    [
      'what is neither',
      () => 'no-such-file',
      /^error: --witness no-such-file is neither a verifier key .* nor a file that can be read\.\n$/,
    ],
    ['a file with a line that is none', () => file(`${one.key}\nhello\n`), /^error: --witness .*witnesses\.txt, line 2: this is no .*\n$/],
    ['an empty file', () => file(''), /^error: --witness .*witnesses\.txt, line 1: this is no verifier key.*\n$/],
  ])('refuses %s, before anything is checked', async (_, bad, notes) => {
    const { record: what } = await given(cosigned);
    expect(await demand(what!, one.key, await bad())).toMatchObject({ code: 2, out: '', notes: expect.stringMatching(notes) });
  });

  it('is not for this installation, whose newest head need not be cosigned yet', async () => {
    expect(await runWith(['audit', 'verify', '--witness', one.key])).toMatchObject({
      code: 2,
      out: '',
      notes: expect.stringMatching(/^error: --witness is for a log or evidence: /),
      calls: [],
    });
  });
});
