import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newCertificate, type Receiver, startReceiver, startSyslog } from '../../test/receivers.ts';
import { type App, createApp } from '../app.ts';
import { claimBatch, usualLimits } from './batches.ts';
import { openTarget } from './open-target.ts';
import { createStreamGround, numbers, type StreamGround } from './testing.ts';

let ground: StreamGround;
let receiver: Receiver;
beforeAll(async () => {
  ground = await createStreamGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await ground.clear();
  await receiver.close();
});

const hook = (more: object = {}) => ground.stream({ target: { url: receiver.url }, ...more });

describe('a process that dies between sending and noting it', () => {
  test('leaves the batch to the next one, which sends the same again: twice, and nothing missing', async () => {
    const { id, position } = await hook();
    await ground.records(4);
    const { services } = ground.app.app;
    // As a process does until it is killed.
    const claimed = await claimBatch(services, id, 'dead', 1, usualLimits);
    await openTarget(services, claimed!.stream).send(claimed!.batch, AbortSignal.timeout(10_000));
    await ground.records(2);
    ground.shipper();
    await ground.caughtUp(id);
    const [first, again] = receiver.received;
    expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(again!.body).toBe(first!.body);
    expect(receiver.indexes().slice(first!.lines.length)).toEqual(numbers(await ground.log(position)));
  });

  test('keeps the stream to itself until its lease is over', async () => {
    const { id } = await hook();
    await ground.records(1);
    const { services } = ground.app.app;
    expect(await claimBatch(services, id, 'one', 60_000, usualLimits)).toBeDefined();
    expect(await claimBatch(services, id, 'two', 60_000, usualLimits)).toBeUndefined();
    expect(await claimBatch(services, id, 'one', 1, usualLimits)).toBeDefined();
    expect(await claimBatch(services, id, 'two', 60_000, usualLimits)).toBeDefined();
  });
});

describe('two servers on one database', () => {
  let second: App;
  beforeAll(async () => {
    second = await createApp(ground.app.app.services.config, ground.app.connection);
  });
  afterAll(() => second.close());

  test('send each record once, in order, also when one of them stops in the middle', async () => {
    const { id, position } = await hook();
    const limits = { ...usualLimits, records: 2 };
    const first = ground.shipper({ limits });
    ground.shipper({ limits }, second);
    await ground.records(10);
    await first.stop();
    await ground.records(10);
    await ground.caughtUp(id);
    expect(receiver.indexes()).toEqual(numbers(await ground.log(position)));
    expect(await ground.outcomes(id)).toEqual([]);
  });
});

describe('beside webhooks', () => {
  test('syslog gets each record as a message, and goes on over a new connection after a cut', async () => {
    const tls = await newCertificate();
    const server = await startSyslog(tls);
    const { id, position } = await ground.stream({ kind: 'syslog', target: { host: 'localhost', port: server.port, ca: tls.cert } });
    await ground.records(3);
    ground.shipper();
    await ground.caughtUp(id);
    server.cut();
    await ground.records(3);
    await ground.caughtUp(id);
    const expected = numbers(await ground.log(position));
    await server.message(expected.length);
    const received = server.messages.map((message) => Number(/index="(\d+)"/.exec(message)![1]));
    // At least once: the order may begin again after a cut, and nothing is missing.
    expect([...new Set(received)].sort((a, b) => a - b)).toEqual(expected);
    const message = server.messages[0]!;
    expect(JSON.parse(message.slice(message.indexOf('] {') + 2))).toMatchObject({ index: expected[0], event: expect.any(String) });
    await ground.stopShippers();
    await server.close();
  });

  test('a file has each record as a line; a missing folder stops the stream with a sentence, and nothing is lost', async () => {
    const { id, position } = await ground.stream({ kind: 'file', target: { name: 'trail' } });
    const away = `${ground.folder}-away`;
    await ground.records(2);
    ground.shipper();
    await ground.caughtUp(id);
    await rename(ground.folder, away);
    await ground.records(2);
    expect(await ground.failing(id)).toMatchObject({ message: `The folder ${ground.folder} does not exist.` });
    await rename(away, ground.folder);
    await ground.tryNow(id);
    await ground.caughtUp(id);
    const files = (await readdir(ground.folder)).filter((name) => name.startsWith('trail-')).sort();
    const text = (await Promise.all(files.map((name) => readFile(join(ground.folder, name), 'utf8')))).join('');
    const indexes = text
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one).index);
    expect(indexes).toEqual(numbers(await ground.log(position)));
    expect(await ground.outcomes(id)).toEqual(['failed', 'recovered']);
  });
});
