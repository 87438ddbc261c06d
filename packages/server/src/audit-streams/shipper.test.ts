import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../test/receivers.ts';
import { advance, claimBatch, usualLimits } from './batches.ts';
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

describe('a stream', () => {
  test('sends every record once, in the order of the log, as the API shows it, and goes on when there are new ones', async () => {
    await ground.records(5);
    const { id } = await hook({ startAt: 'beginning' });
    await ground.integrateAll();
    ground.shipper();
    await ground.caughtUp(id);
    await ground.records(3);
    await ground.caughtUp(id);
    const rows = await ground.log();
    expect(receiver.indexes()).toEqual(numbers(rows));
    const lines = receiver.received.flatMap((one) => one.lines);
    expect(lines.map((line) => line.id)).toEqual(rows.map((row) => row.id));
    const last = lines.at(-1);
    const { body } = await ground.app.send('GET', `/audit/records/${last.id}?render()`, { token: ground.app.world.operations.token });
    // Pictures are for the portal: a receiver cannot load them, and a batch that is sent again must be the same whoever left meanwhile.
    const { object, actor } = body;
    expect(last).toEqual({ ...body, index: rows.at(-1)!.index, object: { ...object, icon: null }, actor: { ...actor, icon: null } });
    expect(await ground.read(id)).toMatchObject({ waiting: 0, lastError: null, lastDeliveredAt: expect.any(String) });
    // Progress is no change of the stream.
    expect(await ground.outcomes(id)).toEqual([]);
    expect((await ground.read(id)).revision).toBe(1);
  });

  test('of some accounts and events sends those alone, and is past the others', async () => {
    const { account } = ground.app.world.other;
    const { id, position } = await hook({ accounts: [{ id: account }], eventPrefix: 'platform.accounts.user_group.' });
    await ground.records(3);
    await ground.records(2, 'other');
    await ground.records(1);
    ground.shipper();
    await ground.caughtUp(id);
    const expected = (await ground.log(position)).filter((row) => row.account_id === account);
    expect(expected).toHaveLength(2);
    expect(receiver.indexes()).toEqual(numbers(expected));
  });

  test('keeps its batches small: by records, by bytes, and what is too large goes alone', async () => {
    const { id, position } = await hook();
    await ground.records(7);
    ground.shipper({ limits: { ...usualLimits, records: 3 } });
    await ground.caughtUp(id);
    const byRecords = receiver.received.map(({ lines }) => lines.length);
    expect(Math.max(...byRecords)).toBe(3);
    await ground.stopShippers();
    await ground.ask('POST', `/${id}/rewind`, { position });
    const before = receiver.received.length;
    ground.shipper({ limits: { ...usualLimits, bytes: 10 } });
    await ground.caughtUp(id);
    expect(new Set(receiver.received.slice(before).map(({ lines }) => lines.length))).toEqual(new Set([1]));
    expect(new Set(receiver.indexes()).size).toBe((await ground.log(position)).length);
  });

  test('walks over a log in which nothing is for it, without sending anything', async () => {
    const { id } = await hook({ eventPrefix: 'extensions.nothing.', startAt: 'beginning' });
    ground.shipper({ limits: { ...usualLimits, entries: 2 } });
    await ground.caughtUp(id);
    expect(receiver.received).toEqual([]);
    expect((await ground.read(id)).lastDeliveredAt).toBeNull();
  });

  test('as OCSF tells the same records', async () => {
    const { id, position } = await hook({ format: 'ocsf' });
    await ground.records(2);
    ground.shipper();
    await ground.caughtUp(id);
    const lines = receiver.received.flatMap((one) => one.lines);
    expect(lines.map((line) => line.metadata.uid)).toEqual((await ground.log(position)).map((row) => row.id));
    expect(lines.at(-1)).toMatchObject({
      class_uid: 3006,
      metadata: { version: '1.7.0' },
      group: { uid: ground.app.world.client.limited },
    });
  });

  test('leaves out what was erased meanwhile', async () => {
    const { id, position } = await hook();
    await ground.records(3);
    const rows = await ground.log(position);
    await ground.app.rows('delete from events where id = $1', [rows[1]!.id]);
    ground.shipper();
    await ground.caughtUp(id);
    expect(receiver.indexes()).toEqual(numbers(rows).filter((index) => index !== rows[1]!.index));
  });

  test('that is disabled sends nothing and keeps its place', async () => {
    const { id, position } = await hook();
    await ground.ask('POST', `/${id}/disable`);
    await ground.records(2);
    const other = await startReceiver();
    const beside = await ground.stream({ target: { url: other.url }, startAt: 'beginning' });
    ground.shipper();
    await ground.caughtUp(beside.id);
    expect(receiver.received).toEqual([]);
    expect((await ground.read(id)).position).toBe(position);
    await ground.ask('POST', `/${id}/enable`);
    await ground.caughtUp(id);
    expect(receiver.indexes()).toEqual(numbers(await ground.log(position)).filter((index) => receiver.indexes().includes(index)));
    expect(receiver.indexes()[0]).toBe((await ground.log(position))[0]!.index);
    await other.close();
  });
});

describe('a target that fails', () => {
  test('gets the same batch again under the same id until it takes it; failure and recovery are recorded once each', async () => {
    const { id, position } = await hook();
    await ground.records(3);
    receiver.reactions.push(500, { status: 302, location: 'https://elsewhere.example/' }, 503);
    ground.shipper();
    expect(await ground.failing(id)).toMatchObject({ tries: 1, message: expect.stringMatching(/^localhost:\d+ answered 500\.$/) });
    // More records come meanwhile; what is under way stays what it is.
    await ground.records(2);
    for (const count of [2, 3, 4]) {
      await ground.tryNow(id);
      await receiver.batches(count);
    }
    await ground.caughtUp(id);
    expect(receiver.indexes()).toEqual(numbers(await ground.log(position)));
    expect(await ground.outcomes(id)).toEqual(['failed', 'recovered']);
    expect((await ground.read(id)).lastError).toBeNull();
  });

  test('by itself is tried again later with the same batch, byte for byte', async () => {
    const { id, position } = await hook();
    await ground.records(2);
    receiver.reactions.push(500);
    ground.shipper();
    await ground.failing(id);
    await ground.records(2);
    await ground.caughtUp(id);
    const [first, second] = receiver.received;
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.body).toBe(first!.body);
    expect(new Set(receiver.received.slice(1).map(({ headers }) => headers['webhook-id'])).size).toBe(receiver.received.length - 1);
    expect(receiver.indexes()).toEqual(numbers(await ground.log(position)));
  });

  test('does not hold up another one', async () => {
    const stuck = await hook({ startAt: 'beginning' });
    receiver.reactions.push('silence');
    const other = await startReceiver();
    const { id } = await ground.stream({ target: { url: other.url }, startAt: 'beginning' });
    await ground.records(1);
    ground.shipper({ sendMs: 60_000, leaseMs: 90_000 });
    await receiver.batches(1);
    await ground.caughtUp(id);
    expect((await ground.read(stuck.id)).waiting).toBeGreaterThan(0);
    // Nothing of ours is open in the database while it waits.
    const open = () =>
      ground.app.rows(`select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
    // A read that has just been answered may still be on its way to its end.
    await expect.poll(open).toEqual([]);
    await other.close();
  });

  test('that says nothing is given up after a while', async () => {
    const { id } = await hook();
    await ground.records(1);
    receiver.reactions.push('silence');
    ground.shipper({ sendMs: 100 });
    expect(await ground.failing(id)).toMatchObject({ message: expect.stringMatching(/did not answer in time/) });
    await ground.caughtUp(id);
  });
});

describe('an operator who rewinds', () => {
  test('has the records sent again, under other batch ids', async () => {
    const { id, position } = await hook();
    await ground.records(4);
    ground.shipper();
    await ground.caughtUp(id);
    const once = receiver.indexes().length;
    await ground.ask('POST', `/${id}/rewind`, { position });
    await ground.caughtUp(id);
    const rows = numbers(await ground.log(position));
    expect(receiver.indexes().slice(once, once * 2)).toEqual(rows.slice(0, once));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('while a batch is under way is not overruled by it', async () => {
    const { id, position } = await hook();
    await ground.records(3);
    const { services } = ground.app.app;
    const claimed = await claimBatch(services, id, 'here', 30_000, usualLimits);
    await ground.ask('POST', `/${id}/rewind`, { to: 'beginning' });
    expect(await advance(services, claimed!, 'here')).toBe(false);
    expect((await ground.read(id)).position).toBe(0);
    expect(position).toBeGreaterThan(0);
  });
});
