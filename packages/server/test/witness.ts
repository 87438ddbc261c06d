import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isConsistent } from '@tenantry/tlog';

/** What the witness remembers of the log: the newest head that it has cosigned. */
interface Seen {
  size: number;
  root: Buffer;
}

interface Answer {
  status: number;
  body: string;
  type?: string;
}

/**
 * A witness as C2SP tlog-witness and tlog-cosignature describe it, written from those texts: it checks the log's signature, refuses what does
 * not continue what it has seen, and cosigns the rest. `answer` stands in for it once, to misbehave.
 */
export async function startWitness(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
  const id = createHash('sha256').update(`${name}\n\u0004`).update(raw).digest().subarray(0, 4);
  const state = {
    seen: { size: 0, root: Buffer.alloc(0) } as Seen,
    /** The verifier keys of the logs that it knows. */
    knows: [] as string[],
    /** The old sizes that it was asked with. */
    asked: [] as number[],
    answer: undefined as ((text: string) => Answer | Promise<Answer>) | undefined,
    now: () => Math.floor(Date.now() / 1000),
  };
  const cosign = (text: string): string => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(state.now()));
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${state.now()}\n${text}`), privateKey);
    return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
  };
  const judge = async (body: string): Promise<Answer> => {
    const end = body.indexOf('\n\n');
    const [first, ...proof] = body.slice(0, end).split('\n');
    const note = body.slice(end + 2);
    const [, old] = /^old (0|[1-9]\d*)$/.exec(first!) ?? [];
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const [origin, size, root] = text.split('\n');
    if (old === undefined || proof.length > 63) return { status: 400, body: '' };
    state.asked.push(Number(old));
    if (state.answer) return state.answer(text);
    if (!state.knows.some((key) => key.startsWith(`${origin}+`))) return { status: 404, body: '' };
    if (!isSigned(note, text, state.knows)) return { status: 403, body: '' };
    if (Number(old) > Number(size)) return { status: 400, body: '' };
    const { seen } = state;
    if (Number(old) !== seen.size) return { status: 409, body: `${seen.size}\n`, type: 'text/x.tlog.size' };
    const newRoot = Buffer.from(root!, 'base64');
    if (seen.size === Number(size) && seen.size > 0 && !seen.root.equals(newRoot)) return { status: 409, body: '' };
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    const holds = seen.size === 0 ? hashes.length === 0 : isConsistent(seen.size, seen.root, Number(size), newRoot, hashes);
    if (!holds) return { status: 422, body: '' };
    state.seen = { size: Number(size), root: newRoot };
    return { status: 200, body: cosign(text) };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const isAsked = request.method === 'POST' && request.url === '/witness/add-checkpoint';
      const { status, body, type = 'text/plain' } = isAsked ? await judge(Buffer.concat(chunks).toString()) : { status: 404, body: '' };
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    state,
    cosign,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/witness`,
    key: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(4), raw]).toString('base64')}`,
    close: () => new Promise<void>((done) => server.close(() => done()).closeAllConnections()),
  };
}

/** Whether one of the keys signed the note, looked at without our code. */
function isSigned(note: string, text: string, keys: readonly string[]): boolean {
  return keys.some((vkey) => {
    const [name, hash, encoded] = vkey.split('+', 2).concat(vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1));
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(encoded!, 'base64').subarray(1)]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const lines = note.split('\n').filter((line) => line.startsWith(`— ${name} `));
    return lines.some((line) => {
      const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
      return bytes.subarray(0, 4).toString('hex') === hash && verify(null, Buffer.from(text), key, bytes.subarray(4));
    });
  });
}
