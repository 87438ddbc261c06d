import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newCertificate, startReceiver, startSyslog } from '../../test/receivers.ts';
import { createStreamGround, type StreamGround } from './testing.ts';

let ground: StreamGround;
beforeAll(async () => {
  ground = await createStreamGround();
  await ground.records(3);
});
afterAll(() => ground.close());
beforeEach(() => ground.app.newEvents());

const send = (method: string, path: string, body?: unknown, party: 'operations' | 'client' | 'vendor' = 'operations') =>
  ground.app.send(method, `/audit/streams${path}`, { token: ground.app.world[party].token, body });
const logEnd = async () => Number((await ground.app.rows<{ size: string }>('select size from audit_log'))[0]!.size);
const events = (...words: string[]) => words.map((word) => `platform.audit.stream.${word}`);
const webhook = { name: 'Monitoring', kind: 'webhook', format: 'jsonl', target: { url: 'https://logs.example.com/in' } };

describe('a stream', () => {
  test('is made, read, changed, disabled, enabled and deleted by operators, each with its private record', async () => {
    const made = await send('POST', '', {
      ...webhook,
      accounts: [{ id: ground.app.world.client.account }],
      eventPrefix: 'platform.security.',
    });
    const end = await logEnd();
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^AST-\d{4}-\d{4}$/),
        status: 'Enabled',
        accounts: [{ id: ground.app.world.client.account, name: 'Harbour Group' }],
        eventPrefix: 'platform.security.',
        position: end,
        waiting: 0,
        lastDeliveredAt: null,
        lastError: null,
        revision: 1,
      },
    });
    const path = `/${made.body.id}`;
    const changed = await send('PUT', path, { ...made.body, name: 'All', accounts: null, eventPrefix: null, format: 'ocsf' });
    expect(changed.body).toMatchObject({ name: 'All', accounts: null, eventPrefix: null, format: 'ocsf', revision: 2 });
    expect((await send('POST', `${path}/enable`)).status).toBe(409);
    expect((await send('POST', `${path}/disable`)).body).toMatchObject({ status: 'Disabled' });
    expect((await send('POST', `${path}/enable`)).body).toMatchObject({ status: 'Enabled' });
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
    expect(await ground.app.newEvents()).toEqual(events('created', 'updated', 'disabled', 'enabled', 'deleted'));
    const [row] = await ground.app.rows('select secret from audit_streams where id = $1', [made.body.id]);
    expect(row).toEqual({ secret: null });
    const trail = await ground.app.send('GET', `/audit/records?eq(object.id,'${made.body.id}')`, {
      token: ground.app.world.operations.token,
    });
    expect(trail.body.data.map(({ type }: { type: string }) => type)).toEqual(Array(5).fill('Private'));
  });

  test('is nobody else’s: other accounts may not ask, and see none of its records', async () => {
    const { id } = await ground.stream({ target: webhook.target });
    for (const party of ['client', 'vendor'] as const) {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', `/${id}`],
        ['POST', `/${id}/rewind`],
        ['POST', `/${id}/test`],
        ['DELETE', `/${id}`],
      ] as const)
        expect((await send(method, path, method === 'POST' ? { to: 'end' } : undefined, party)).status, `${party} ${method} ${path}`).toBe(
          403,
        );
      const trail = await ground.app.send('GET', `/audit/records?eq(object.id,'${id}')`, { token: ground.app.world[party].token });
      expect(trail.body.data).toEqual([]);
    }
    expect(await ground.app.newEvents()).toEqual(events('created'));
  });

  test('is refused with the field that is wrong', async () => {
    const post = async (body: object) => Object.keys((await send('POST', '', { ...webhook, ...body })).body.errors ?? {});
    expect(await post({ target: { url: 'http://logs.example.com' } })).toEqual(['target.url']);
    expect(await post({ target: { ...webhook.target, host: 'x' } })).toEqual(['target.host']);
    expect(await post({ kind: 'file', target: { name: '../../etc/passwd' } })).toEqual(['target.name']);
    expect(await post({ kind: 'syslog', target: { host: 'x', port: 0 } })).toEqual(['target.port']);
    expect(await post({ accounts: [{ id: 'ACC-0000-0000' }] })).toEqual(['accounts']);
    expect(await post({ accounts: [] })).toEqual(['accounts']);
    expect(await post({ eventPrefix: '%' })).toEqual(['eventPrefix']);
    expect(await post({ kind: 'pigeon' })).toEqual(['kind']);
    expect(await post({ startAt: 'yesterday' })).toEqual(['startAt']);
    expect(await ground.app.newEvents()).toEqual([]);
  });

  test('into a file has the file to itself, until it is deleted', async () => {
    const { id } = await ground.stream({ kind: 'file', target: { name: 'mine' } });
    expect(await send('POST', '', { ...webhook, kind: 'file', target: { name: 'MINE' } })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'audit-stream-file', properties: ['target.name'] }] },
    });
    await send('DELETE', `/${id}`);
    expect((await send('POST', '', { ...webhook, kind: 'file', target: { name: 'mine' } })).status).toBe(201);
  });

  test('takes a change of its target in parts: what is not sent stays, null clears', async () => {
    const { cert } = await newCertificate();
    const { id } = await ground.stream({ kind: 'syslog', target: { host: 'logs.example.com', port: 6515, ca: cert } });
    const change = async (target: object) => (await send('PUT', `/${id}`, { target })).body.target;
    expect(await change({ facility: 10 })).toEqual({ host: 'logs.example.com', port: 6515, ca: cert, facility: 10 });
    expect(await change({ ca: null })).toEqual({ host: 'logs.example.com', port: 6515, facility: 10 });
    expect((await send('PUT', `/${id}`, { target: { url: 'https://x.example' } })).body.errors).toHaveProperty(['target.url']);
  });

  test('is not changed by who did not see the last change', async () => {
    const { id } = await ground.stream({ target: webhook.target });
    const { token } = ground.app.world.operations;
    const headers = { 'if-match': '"7"' };
    expect((await ground.app.send('PUT', `/audit/streams/${id}`, { token, headers, body: { name: 'x' } })).status).toBe(412);
  });
});

describe('the secret of a webhook', () => {
  test('is made when it is not given and shown once; it can be replaced, and stands in no answer, record or log after that', async () => {
    const logged: string[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        logged.push(String(chunk));
        done();
      },
    });
    Object.assign(ground.app.app.services, { log: pino({ level: 'debug' }, sink) });
    const own = `whsec_${Buffer.from('a secret that the operator has made').toString('base64')}`;
    expect((await send('POST', '', { ...webhook, target: { ...webhook.target, secret: own } })).body.target).toEqual(webhook.target);
    const made = await send('POST', '', webhook);
    const first: string = made.body.target.secret;
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const path = `/${made.body.id}`;
    const given = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;
    expect((await send('PUT', path, { target: { secret: given } })).body.target).toEqual(webhook.target);
    const renewed: string = (await send('PUT', path, { target: { secret: null } })).body.target.secret;
    expect(renewed).toMatch(/^whsec_/);
    expect(renewed).not.toBe(first);
    expect((await send('GET', path)).body.target).toEqual(webhook.target);
    expect((await send('GET', '?select=audit')).body.data.find(({ id }: { id: string }) => id === made.body.id).target).toEqual(
      webhook.target,
    );
    // A change of something else shows nothing and keeps it.
    expect((await send('PUT', path, { name: 'Else' })).body.target).toEqual(webhook.target);
    await send('POST', `${path}/test`);
    const stored = JSON.stringify(await ground.app.rows('select * from events'));
    const row = JSON.stringify(await ground.app.rows(`select to_jsonb(s) as s from audit_streams s where id = $1`, [made.body.id]));
    for (const secret of [first, given, renewed, own].map((one) => one.slice('whsec_'.length)))
      for (const text of [stored, row, logged.join('')]) expect(text.includes(secret)).toBe(false);
  });
});

describe('a rewind', () => {
  test('goes to the beginning, the end, a place or a time, and is recorded with the place before', async () => {
    await ground.records(2);
    const end = await logEnd();
    const { id } = await ground.stream({ target: webhook.target, startAt: 'beginning' });
    const rewind = async (body: object) => (await send('POST', `/${id}/rewind`, body)).body.position;
    expect((await ground.read(id)).position).toBe(0);
    expect(await rewind({ to: 'end' })).toBe(end);
    expect(await rewind({ position: 2 })).toBe(2);
    expect(await rewind({ to: 'beginning' })).toBe(0);
    const [third] = await ground.app.rows<{ index: string; at: Date }>(
      'select index, event_at as at from audit_log_entries where index = 3',
    );
    // The time of a record is a whole millisecond at most earlier than the record.
    expect(await rewind({ since: third!.at.toISOString() })).toBeLessThanOrEqual(3);
    expect(await rewind({ since: '2001-01-01T00:00:00.000Z' })).toBe(0);
    expect(await rewind({ since: '2999-01-01T00:00:00.000Z' })).toBe(end);
    const [row] = await ground.app.rows<{ documents: unknown }>(
      `select documents from events where object_id = $1 and event = 'platform.audit.stream.rewound' order by seq offset 1 limit 1`,
      [id],
    );
    expect(row!.documents).toMatchObject({ auditStream: { position: 2 }, previous: { position: end } });
  });

  test('asks for exactly one place within the log', async () => {
    const { id } = await ground.stream({ target: webhook.target });
    await ground.app.newEvents();
    const faults = async (body: object) => Object.keys((await send('POST', `/${id}/rewind`, body)).body.errors ?? {});
    expect(await faults({})).toEqual(['body']);
    expect(await faults({ to: 'end', position: 0 })).toEqual(['position']);
    expect(await faults({ position: 1_000_000 })).toEqual(['position']);
    expect(await faults({ position: -1 })).toEqual(['position']);
    expect(await faults({ since: 'yesterday' })).toEqual(['since']);
    expect(await ground.app.newEvents()).toEqual([]);
  });
});

describe('a test', () => {
  test('sends one sample record, signed and marked as one, and moves nothing', async () => {
    const receiver = await startReceiver();
    const { id, target } = await ground.stream({ target: { url: receiver.url }, startAt: 'beginning' });
    await ground.app.newEvents();
    expect((await send('POST', `/${id}/test`)).body).toMatchObject({ delivered: true, message: expect.stringMatching(/answered 204/) });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]!.lines).toEqual([expect.objectContaining({ id: 'AUD-0000-0000-0000-0000', summary: 'Sample record' })]);
    expect(receiver.received[0]!.lines[0]).not.toHaveProperty('index');
    expect(target.secret).toBeDefined();
    expect(await ground.read(id)).toMatchObject({ position: 0, lastDeliveredAt: null, lastError: null });
    receiver.reactions.push(503);
    expect((await send('POST', `/${id}/test`)).body).toMatchObject({ delivered: false, message: expect.stringMatching(/answered 503\.$/) });
    expect(await ground.read(id)).toMatchObject({ lastError: null });
    expect(await ground.app.newEvents()).toEqual(events('tested', 'tested'));
    await receiver.close();
    expect((await send('POST', `/${id}/test`)).body).toMatchObject({
      delivered: false,
      message: expect.stringMatching(/nothing listens there/),
    });
  });

  test('of syslog and of a file leaves what is sent otherwise alone', async () => {
    const tls = await newCertificate();
    const server = await startSyslog(tls);
    const syslog = await ground.stream({ kind: 'syslog', target: { host: 'localhost', port: server.port, ca: tls.cert } });
    expect((await send('POST', `/${syslog.id}/test`)).body).toMatchObject({
      delivered: true,
      message: expect.stringMatching(/no acknowledgement/),
    });
    expect(server.messages).toHaveLength(1);
    const file = await ground.stream({ kind: 'file', target: { name: 'tried' } });
    expect((await send('POST', `/${file.id}/test`)).body).toMatchObject({
      delivered: true,
      message: expect.stringMatching(/tried-test-[\d-]+\.jsonl has it/),
    });
    await server.close();
  });
});
