import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createTestApp, moduleId, type Send, type TestApp } from '../../test/harness.ts';
import { changedTables, databaseState } from '../../test/sweep/database-state.ts';
import { makersFor } from '../../test/sweep/makers.ts';
import { exportsOf } from './testing.ts';

let app: TestApp;
let clientToken: Send;
let vendorToken: Send;
let operator: Send;
beforeAll(async () => {
  app = await createTestApp();
  clientToken = { token: app.world.client.token };
  vendorToken = { token: app.world.vendor.token };
  operator = { token: app.world.operations.token };
  for (const name of ['One', 'Two', 'Three']) await groupNamed(name);
});
afterAll(() => app.close());

const { groupNamed, recordOf, exported, jsonl, listed } = exportsOf(() => app);
const as = (session: string): Send => ({ session });

describe('an export as JSON Lines', () => {
  test.each([
    ['a client', () => clientToken],
    ['a vendor', () => vendorToken],
    ['an operator', () => operator],
    ['somebody without a module for it', () => as(app.world.client.member.session)],
  ])('is record by record what the list answers to %s', async (_, who) => {
    await recordOf({
      details: '{{actor.name}} placed {{object.name}} for {{order.city}} {{nowhere}}',
      documents: { order: { city: 'Zürich' } },
    });
    await app.send('PUT', `/accounts/users/${app.world.client.member.user}`, {
      session: app.world.client.member.session,
      body: { lastName: `Okafor ${Math.random()}` },
    });
    const before = await listed(who());
    expect(before.length).toBeGreaterThan(0);
    expect(await jsonl(who())).toEqual(before);
  });

  test('filters as the list does, and orders by time both ways', async () => {
    const filter = 'eq(object.objectType,UserGroup)';
    const newest = await jsonl(clientToken, filter);
    expect(newest).toEqual(await listed(clientToken, filter));
    expect(newest.length).toBeGreaterThanOrEqual(3);
    expect(newest.every((record) => record.object.objectType === 'UserGroup')).toBe(true);
    const oldest = await jsonl(clientToken, `order=timestamp&${filter}`);
    expect(oldest).toEqual(newest.toReversed());
    expect(await jsonl(clientToken, `eq(object.id,'UGR-0000-0000')`)).toEqual([]);
    expect(await jsonl(clientToken, `any(viewers,eq(id,'${app.world.other.account}'))`)).toEqual([]);
  });

  test('holds every record once, however many there are', async () => {
    await manyRecords(1234);
    const records = await jsonl(clientToken, 'eq(event,extensions.many)');
    expect(new Set(records.map(({ id }) => id)).size).toBe(1234);
  });
});

/** Records with equal times, as only a bulk has. */
async function manyRecords(count: number, event = 'extensions.many', details = ''): Promise<void> {
  await app.rows(
    `insert into events (event, account_id, viewer_id, viewers, object_type, object_id, actor_id, actor_name, summary, details, at)
     select $3, $1, $1, jsonb_build_array($1::text), 'Thing', 'THG-' || n, 'SYSTEM', 'System', 'Counted', $4, now() - (n / 7) * interval '1 second'
     from generate_series(1, $2::int) n`,
    [app.world.client.account, count, event, details],
  );
}

describe('an export tells nothing', () => {
  test('of another account', async () => {
    const { client, other } = app.world;
    for (const kind of ['csv', 'jsonl'] as const) {
      const { text } = await exported(kind, { token: other.token });
      expect(text).toContain(other.account);
      for (const secret of [client.account, client.admin.user, 'Harbour Group', 'THG-1']) expect(text).not.toContain(secret);
    }
    // What names the other account in a filter finds nothing either.
    expect(await jsonl({ token: other.token }, `eq(actor.account.id,'${client.account}')`)).toEqual([]);
  });

  test('of private records, but to operators', async () => {
    const id = await recordOf({ type: 'Private' });
    expect((await jsonl(operator)).map((record) => record.id)).toContain(id);
    expect((await jsonl(vendorToken)).map((record) => record.id)).not.toContain(id);
  });

  test('of buyers that a restricted member does not see', async () => {
    const make = makersFor(app);
    const { client, operations } = app.world;
    const shown = await make.buyer(client.account);
    const hidden = await make.buyer(client.account);
    for (const { id } of [shown, hidden])
      await app.send('PUT', `/accounts/buyers/${id}`, { token: operations.token, body: { name: `Renamed ${id}` } });
    const group = await groupNamed('Restricted', {
      modules: ['new-marketplace', 'access-management'].map((code) => ({ id: moduleId(code as 'new-marketplace') })),
      buyers: [{ id: shown.id }],
    });
    const person = await app.app.services.database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
      createPerson(tx, client.account, 'restricted@harbour-group.example', group),
    );
    for (const kind of ['csv', 'jsonl'] as const) {
      const { text } = await exported(kind, as(person.session));
      expect(text).toContain(`Renamed ${shown.id}`);
      expect(text).not.toContain(hidden.id);
    }
    expect((await exported('csv', clientToken)).text).toContain(`Renamed ${hidden.id}`);
  });

  test('to somebody without a module but what she did and what was done to her', async () => {
    const { member } = app.world.client;
    const records = await jsonl(as(member.session));
    expect(records.length).toBeGreaterThan(0);
    for (const { object, actor } of records) expect([object.id, actor.id]).toContain(member.user);
  });
});

describe('an export', () => {
  test('is recorded once, with what was asked for and how many records it held, and changes nothing else', async () => {
    await app.newEvents();
    const before = await databaseState(app);
    const { total } = await exported('csv', clientToken, `order=timestamp&eq(object.objectType,UserGroup)`);
    expect(await app.newEvents()).toEqual(['platform.audit.record.exported']);
    expect(changedTables(before, await databaseState(app)).filter((table) => !/^(events|event_types)/.test(table))).toEqual([]);
    const [record] = await listed(clientToken, 'eq(event,platform.audit.record.exported)');
    expect(record).toMatchObject({
      summary: 'Audit records exported',
      details: `All modules exported ${total} audit records (csv)`,
      object: { id: app.world.client.account, objectType: 'Account' },
      actor: { id: app.world.client.tokenId },
      documents: { export: { format: 'csv', records: total, filter: 'eq(object.objectType,UserGroup)', order: 'timestamp' } },
    });
  });

  test('of everything does not hold the record of itself', async () => {
    const records = await jsonl(clientToken, 'eq(event,platform.audit.record.exported)');
    const after = await listed(clientToken, 'eq(event,platform.audit.record.exported)');
    expect(after).toHaveLength(records.length + 1);
  });

  test.each([
    ['limit=5', { query: [expect.stringContaining("'limit'")] }],
    ['offset=5', { query: [expect.stringContaining("'offset'")] }],
    ['select=id', { query: [expect.stringContaining("'select'")] }],
    ['delimiter=%7C', { delimiter: [expect.any(String)] }],
    ['bom=yes', { bom: [expect.any(String)] }],
    ['order=summary', { order: [expect.stringContaining('timestamp')] }],
    ['order=timestamp,-id', { order: [expect.stringContaining('timestamp')] }],
    ['eq(nonsense,1)', { query: [expect.stringContaining('nonsense')] }],
    ['eq(timestamp', { query: [expect.any(String)] }],
  ])('with ?%s is refused by name, and not recorded', async (query, errors) => {
    await app.newEvents();
    const answer = await app.send('GET', `/audit/records/export.csv?${query}`, clientToken);
    expect(answer).toMatchObject({ status: 400, body: { errors } });
    expect(await app.newEvents()).toEqual([]);
  });

  test('whose reader goes away ends in the database', async () => {
    await manyRecords(30_000, 'extensions.large', 'x'.repeat(1000));
    await app.app.http.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.app.http.server.address() as AddressInfo;
    const request = get({ port, path: '/public/v1/audit/records/export.jsonl', headers: { authorization: `Bearer ${clientToken.token}` } });
    request.on('error', () => undefined);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.on('error', () => undefined);
    await once(answer, 'data');
    const reading = () =>
      app.rows<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'tenantry long read'`,
      );
    // It waits for its reader: there is more than fits on the way.
    const [long, ...others] = await reading();
    expect(others).toEqual([]);
    // Process ids of a database elsewhere mean nothing here.
    if (app.connection.isEmbedded) {
      const requests = await app.rows<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> $1`,
        [long!.pid],
      );
      expect([long!, ...requests].map(({ pid }) => getPriority(pid))).toEqual([10, ...requests.map(() => 0)]);
    }
    answer.destroy();
    await expect.poll(reading).toHaveLength(0);
  });
});
