import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCertificate, type Receiver, startReceiver, startSyslog } from '../../test/receivers.ts';
import { type FileLimits, fileTarget } from './file.ts';
import { newWebhookSecret } from './stream-secret.ts';
import { syslogMessage, syslogTarget } from './syslog.ts';
import type { Line } from './target.ts';
import { webhookTarget } from './webhook.ts';

const line = (n: number, more: Partial<Line['record']> = {}): Line => ({
  index: n,
  record: {
    id: `AUD-${n}`,
    event: 'platform.accounts.user_group.updated',
    timestamp: '2026-03-01T10:00:00.250Z',
    summary: 'Group updated',
    object: { id: 'UGR-1', objectType: 'UserGroup' },
    actor: { id: 'USR-1' },
    account: 'ACC-1',
    ...more,
  },
  text: JSON.stringify({ index: n, id: `AUD-${n}`, name: 'Zürich “Hafen”' }),
});
const batch = (...numbers: number[]) => ({ id: `AST-1_1_${numbers.join('-')}`, lines: numbers.map((n) => line(n)) });
const soon = () => AbortSignal.timeout(20_000);
const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => 'delivered',
    (error: Error) => error.message,
  );

let tls: { key: string; cert: string };
beforeAll(async () => {
  tls = await newCertificate();
});

describe('a webhook', () => {
  const secret = newWebhookSecret();
  const target = (url: string, ca?: string) => webhookTarget({ url, secret, ...(ca ? { ca } : {}) }, 'tenantry/test');
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  test('gets JSON Lines that the library of the standard takes for good, and no others', async () => {
    await target(receiver.url).send(batch(1, 2), soon());
    const { headers, body, lines } = receiver.received.at(-1)!;
    expect(lines.map(({ index }) => index)).toEqual([1, 2]);
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson; charset=utf-8', 'webhook-id': 'AST-1_1_1-2' });
    const verify = (text: string, key = secret) => new Webhook(key).verify(text, headers as Record<string, string>, { jsonParse: false });
    expect(() => verify(body)).not.toThrow();
    expect(() => verify(body.replace('AUD-1', 'AUD-3'))).toThrow(/signature/);
    expect(() => verify(body, newWebhookSecret())).toThrow(/signature/);
    expect(JSON.stringify(headers)).not.toContain(secret.slice(6));
  });

  test('that answers anything but success has not got it; redirects are not followed', async () => {
    const elsewhere = await startReceiver();
    for (const [reaction, message] of [
      [500, /answered 500\.$/],
      [410, /answered 410\.$/],
      [{ status: 307, location: elsewhere.url }, /answered 307; redirects are not followed\.$/],
    ] as const) {
      receiver.reactions.push(reaction);
      expect(await failure(target(receiver.url).send(batch(1), soon()))).toMatch(message);
    }
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  test('that says nothing is left after a while', async () => {
    receiver.reactions.push('silence');
    expect(await failure(target(receiver.url).send(batch(1), AbortSignal.timeout(200)))).toMatch(/did not answer in time\.$/);
  });

  test('over https must show a certificate that is trusted and of its name', async () => {
    const secure = await startReceiver(tls);
    expect(await failure(target(secure.url).send(batch(1), soon()))).toMatch(/its certificate is self-signed/);
    expect(await failure(target(secure.url, (await newCertificate()).cert).send(batch(1), soon()))).toMatch(/certificate/);
    const foreign = await newCertificate('elsewhere.example');
    const wrong = await startReceiver(foreign);
    expect(await failure(target(wrong.url, foreign.cert).send(batch(1), soon()))).toMatch(/its certificate is for another name/);
    expect([...secure.received, ...wrong.received]).toEqual([]);
    expect(await failure(target(secure.url, tls.cert).send(batch(1), soon()))).toBe('delivered');
    await secure.close();
    await wrong.close();
  });

  test.each(['https://169.254.169.254/latest/meta-data', 'https://[fe80::1]/', 'https://[::ffff:a9fe:a9fe]/', 'http://10.0.0.5/'])(
    'is not called at %s',
    async (url) => {
      expect(await failure(target(url).send(batch(1), soon()))).toMatch(/is not sent to: /);
    },
  );

  test('that is not there is told in words, without the path', async () => {
    expect(await failure(target('http://localhost:1/in?token=hush').send(batch(1), soon()))).toBe(
      'localhost:1 cannot be reached: nothing listens there.',
    );
    expect(await failure(target('https://no-such-host.invalid/').send(batch(1), soon()))).toMatch(
      /the name is not known|cannot be resolved/,
    );
  });
});

describe('a syslog message', () => {
  test('is of RFC 5424, in pure ASCII, with its values escaped', () => {
    const message = syslogMessage(line(7, { actor: { id: 'a"b\\c]d' }, account: '' }), 13, 'settings.example.com');
    expect(message).toBe(
      '<109>1 2026-03-01T10:00:00.250Z settings.example.com tenantry - user_group.updated [tenantry@32473 id="AUD-7" index="7" ' +
        'event="platform.accounts.user_group.updated" actor="a\\"b\\\\c\\]d" object="UGR-1" account=""] ' +
        '{"index":7,"id":"AUD-7","name":"Z\\u00fcrich \\u201cHafen\\u201d"}',
    );
    expect(JSON.parse(message.slice(message.indexOf('] {') + 2))).toEqual(JSON.parse(line(7).text));
  });

  test.each([
    ['platform.accounts.user_group.updated', 13, 109],
    ['platform.security.session.refused', 13, 108],
    ['platform.accounts.erp_run.failed', 13, 108],
    ['platform.accounts.user_group.updated', 10, 85],
  ])('of %s with facility %i has priority %i', (event, facility, priority) => {
    expect(syslogMessage(line(1, { event }), facility, 'x')).toMatch(new RegExp(`^<${priority}>1 `));
  });

  test('has a short id and a nil sender where there is none', () => {
    expect(syslogMessage(line(1, { event: `extensions.a.${'thing'.repeat(9)}.made` }), 13, '')).toMatch(
      /^<109>1 \S+ - tenantry - (thing){6}th \[/,
    );
  });
});

describe('a syslog server', () => {
  test('gets framed messages over one connection that is kept, and a new one when that was cut', async () => {
    const server = await startSyslog(tls);
    const target = syslogTarget({ host: 'localhost', port: server.port, ca: tls.cert }, 'settings.example.com');
    await target.send(batch(1, 2), soon());
    await target.send(batch(3), soon());
    await server.message(3);
    expect(server.messages.map((message) => /id="(AUD-\d+)"/.exec(message)![1])).toEqual(['AUD-1', 'AUD-2', 'AUD-3']);
    expect(server.connections).toBe(1);
    server.cut();
    // Whether the cut is seen before or while writing: it is either a failure, after which the batch comes again, or a new connection.
    while ((await failure(target.send(batch(4), soon()))) !== 'delivered');
    await server.message(4);
    expect(server.messages.at(-1)).toContain('id="AUD-4"');
    target.release();
    await server.close();
  });

  test('that closes while it is written to has not got it', async () => {
    const server = await startSyslog(tls);
    const target = syslogTarget({ host: 'localhost', port: server.port, ca: tls.cert }, 'x');
    const sending = failure(target.send(batch(1), soon()));
    await server.message(1);
    server.cut();
    expect(await sending).toMatch(/closed the connection\.$/);
    await server.close();
  });

  test('must be the one that the certificate names, and trusted', async () => {
    const server = await startSyslog(await newCertificate('elsewhere.example'));
    const send = (ca?: string) =>
      failure(syslogTarget({ host: 'localhost', port: server.port, ...(ca ? { ca } : {}) }, 'x').send(batch(1), soon()));
    expect(await send()).toMatch(/certificate/);
    expect(await send(tls.cert)).toMatch(/certificate/);
    expect(server.messages).toEqual([]);
    await server.close();
  });

  test('that does not speak TLS, or is not there, is told in words', async () => {
    const plain = createServer(
      (socket) =>
        void socket
          .on('error', () => undefined)
          .resume()
          .end('220 hello\r\n'),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as { port: number };
    expect(await failure(syslogTarget({ host: 'localhost', port }, 'x').send(batch(1), soon()))).toMatch(/cannot be reached: /);
    await new Promise((resolve) => plain.close(resolve));
    expect(await failure(syslogTarget({ host: 'localhost', port: 1 }, 'x').send(batch(1), soon()))).toMatch(/nothing listens there/);
    expect(await failure(syslogTarget({ host: '169.254.169.254' }, 'x').send(batch(1), soon()))).toMatch(/link-local/);
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenantry-file-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const now = () => new Date('2026-03-01T23:59:00.000Z');
  const into = (name: string, limits: Partial<FileLimits> = {}, path = folder) =>
    fileTarget({ name }, { path, isOurs: false }, { now, ...limits });
  const text = (name: string) => readFile(join(folder, name), 'utf8');
  const lines = (...numbers: number[]) => numbers.map((n) => `${line(n).text}\n`).join('');

  test('of each day gets its lines at the end', async () => {
    await into('days').send(batch(1, 2), soon());
    await into('days').send(batch(3), soon());
    await into('days', { now: () => new Date('2026-03-02T00:01:00.000Z') }).send(batch(4), soon());
    expect(await text('days-2026-03-01.jsonl')).toBe(lines(1, 2, 3));
    expect(await text('days-2026-03-02.jsonl')).toBe(lines(4));
  });

  test('that has grown large is left for the next part', async () => {
    for (const n of [1, 2, 3]) await into('parts', { partBytesMax: 100 }).send(batch(n), soon());
    expect((await readdir(folder)).filter((name) => name.startsWith('parts')).sort()).toEqual([
      'parts-2026-03-01.2.jsonl',
      'parts-2026-03-01.jsonl',
    ]);
    expect(await text('parts-2026-03-01.jsonl')).toBe(lines(1, 2));
    expect(await text('parts-2026-03-01.2.jsonl')).toBe(lines(3));
  });

  test('in which a process died in the middle of a line is mended by the next batch', async () => {
    await writeFile(join(folder, 'torn-2026-03-01.jsonl'), `${lines(1)}{"index":2,"na`);
    await into('torn').send(batch(2), soon());
    expect(await text('torn-2026-03-01.jsonl')).toBe(lines(1, 2));
    await writeFile(join(folder, 'stump-2026-03-01.jsonl'), 'x'.repeat(200_000));
    await into('stump').send(batch(1), soon());
    expect(await text('stump-2026-03-01.jsonl')).toBe(lines(1));
  });

  test('on a full disk keeps what it had, whole, and takes the batch when there is room', async () => {
    let isFull = true;
    const limited: FileLimits['open'] = async (...given) => {
      const file = await open(...given);
      const append = file.appendFile.bind(file);
      file.appendFile = async (bytes) => {
        if (!isFull) return append(bytes);
        await append((bytes as Buffer).subarray(0, 10));
        throw Object.assign(new Error('write'), { code: 'ENOSPC' });
      };
      return file;
    };
    await into('full').send(batch(1), soon());
    expect(await failure(into('full', { open: limited }).send(batch(2), soon()))).toBe(`The disk of the folder ${folder} is full.`);
    expect(await text('full-2026-03-01.jsonl')).toBe(lines(1));
    isFull = false;
    await into('full', { open: limited }).send(batch(2), soon());
    expect(await text('full-2026-03-01.jsonl')).toBe(lines(1, 2));
  });

  test('in a folder that is missing is not written, and the folder of an operator is not made for it', async () => {
    const missing = join(folder, 'unmounted');
    expect(await failure(into('x', {}, missing).send(batch(1), soon()))).toBe(`The folder ${missing} does not exist.`);
    expect(await readdir(folder)).not.toContain('unmounted');
    const ours = fileTarget({ name: 'x' }, { path: join(folder, 'ours', 'streams'), isOurs: true }, { now });
    expect(await failure(ours.send(batch(1), soon()))).toBe('delivered');
  });

  test('is never written through a link', async () => {
    await writeFile(join(folder, 'elsewhere'), 'untouched\n');
    await symlink(join(folder, 'elsewhere'), join(folder, 'link-2026-03-01.jsonl'));
    expect(await failure(into('link').send(batch(1), soon()))).toMatch(/is a link/);
    expect(await text('elsewhere')).toBe('untouched\n');
  });

  test('that may not be written is told in words', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed);
    const refusing: FileLimits['open'] = () => Promise.reject(Object.assign(new Error('open'), { code: 'EACCES' }));
    await chmod(closed, 0o500);
    expect(await failure(into('x', { open: refusing }, closed).send(batch(1), soon()))).toBe(
      `The server may not write into the folder ${closed}.`,
    );
  });
});
