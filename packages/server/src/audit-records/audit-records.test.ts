import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { renderDetails } from './render.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const record = {
  event: 'extensions.e2e.test',
  object: { id: 'ORD-1', name: 'Order 1' },
  summary: 'Order placed',
  details: '{{actor.name}} placed {{object.name}}, {{nowhere.to.find}}',
  actor: { type: 'user', id: 'x' },
  payload: { a: 1 },
};

describe('audit records', () => {
  test('vendors and operators record events of extensions; clients and other keys are refused', async () => {
    const { vendor, client } = app.world;
    const created = await app.send('POST', '/audit/records', { token: vendor.token, body: record });
    expect(created).toMatchObject({
      status: 201,
      body: {
        event: 'extensions.e2e.test',
        actor: { id: vendor.tokenId, account: { id: vendor.account, accountType: 'Vendor' } },
        documents: { payload: { a: 1 } },
      },
    });
    expect(created.body.details).toContain('{{actor.name}}');
    const rendered = await app.send('GET', `/audit/records/${created.body.id}?select=object%2Cactor%2Cdetails&render%28%29=`, {
      token: vendor.token,
    });
    expect(rendered.body.details).toBe('All modules placed Order 1, {{nowhere.to.find}}');
    expect((await app.send('POST', '/audit/records', { token: client.token, body: record })).status).toBe(403);
    expect(
      (await app.send('POST', '/audit/records', { token: vendor.token, body: { ...record, event: 'platform.accounts.account.created' } }))
        .status,
    ).toBe(400);
    expect((await app.send('GET', `/audit/records/${created.body.id}`, { token: client.token })).status).toBe(404);
    expect((await app.send('GET', `/audit/records/${created.body.id}`, { token: app.world.operations.token })).status).toBe(200);
  });

  test('private records are for operators alone', async () => {
    const { vendor, operations } = app.world;
    const { body } = await app.send('POST', '/audit/records', { token: vendor.token, body: { ...record, type: 'Private' } });
    expect((await app.send('GET', `/audit/records/${body.id}`, { token: vendor.token })).status).toBe(404);
    expect((await app.send('GET', `/audit/records/${body.id}`, { token: operations.token })).body.type).toBe('Private');
  });

  test('offer pictures of those that the reader may see, and none of strangers and of what is gone', async () => {
    const { client, operations } = app.world;
    const made = await app.send('POST', '/accounts/api-tokens', {
      session: client.admin.session,
      body: { name: 'Short-lived', modules: [] },
    });
    await app.send('DELETE', `/accounts/api-tokens/${made.body.id}`, { session: client.admin.session });
    await app.send('PUT', `/accounts/accounts/${client.account}`, {
      session: operations.admin.session,
      body: { description: 'Looked after' },
    });
    const read = async (session: string, filter: string) =>
      (await app.send('GET', `/audit/records?limit=1&${filter}`, { session })).body.data[0];

    const gone = await read(client.admin.session, `and(eq(object.id,${made.body.id}),eq(event,platform.accounts.api_token.deleted))`);
    expect(gone.object.icon).toBeNull();
    expect(gone.actor).toMatchObject({ id: client.admin.user, icon: `/v1/accounts/users/${client.admin.user}/icon` });
    expect((await app.send('GET', `/accounts/users/${client.admin.user}/icon`, { session: client.admin.session })).status).toBe(307);

    const changed = `and(eq(object.id,${client.account}),eq(event,platform.accounts.account.updated))`;
    const stranger = await read(client.admin.session, changed);
    expect(stranger.actor).toMatchObject({ id: operations.admin.user, icon: null });
    expect(stranger.object.icon).toBe(`/v1/accounts/accounts/${client.account}/icon`);
    expect((await app.send('GET', `/accounts/users/${operations.admin.user}/icon`, { session: client.admin.session })).status).toBe(404);
    expect((await read(operations.admin.session, changed)).actor.icon).toBe(`/v1/accounts/users/${operations.admin.user}/icon`);
  });

  test('somebody without a management module sees what she did and what was done to her, and nothing else', async () => {
    const { client } = app.world;
    await app.send('PUT', `/accounts/users/${client.member.user}`, { session: client.member.session, body: { lastName: 'Okafor' } });
    await app.send('PUT', `/accounts/users/${client.admin.user}`, { session: client.admin.session, body: { lastName: 'Roth' } });
    const own = await app.send('GET', '/audit/records?limit=100', { session: client.member.session });
    expect(own.body.data.length).toBeGreaterThan(0);
    expect(
      own.body.data.every((one: { object: { id: string }; actor: { id: string } }) =>
        [one.object.id, one.actor.id].includes(client.member.user),
      ),
    ).toBe(true);
    expect(own.body.$meta.pagination.total).toBe(own.body.data.length);
  });

  test('are filtered by actor, object, event and time, newest first, and cannot be changed or deleted by any role of the server', async () => {
    const { client } = app.world;
    const query = (filter: string) => app.send('GET', `/audit/records?limit=100&${filter}`, { token: client.token });
    const byActor = await query(`eq(actor.id,'${client.member.user}')`);
    expect(byActor.body.data.every((one: { actor: { id: string } }) => one.actor.id === client.member.user)).toBe(true);
    expect((await query(`eq(actor.id,'USR-0000-0000')`)).body).toMatchObject({ data: [], $meta: { pagination: { total: 0 } } });
    expect((await query(`gt(timestamp,'2100-01-01')`)).body.data).toEqual([]);
    const times = (await query(`like(event,'platform.*')`)).body.data.map((one: { timestamp: string }) => one.timestamp);
    expect(times).toEqual([...times].sort().reverse());
    for (const method of ['PUT', 'DELETE'])
      expect((await app.send(method, `/audit/records/${byActor.body.data[0].id}`, { token: app.world.operations.token })).status).toBe(405);
    for (const role of ['tenant', 'operations', 'person', 'auth', 'worker'] as const)
      for (const statement of ['update events set summary = $$x$$', 'delete from events'])
        await expect(
          app.app.services.database.write({ role, account: client.account, user: '', actor: '' }, (tx) => tx.raw(statement, [])),
        ).rejects.toThrow('permission denied');
  });
});

describe('rendering', () => {
  const base = {
    id: 'AUD-1',
    event: 'e',
    summary: 's',
    object: { id: 'BUY-1', name: 'Example', objectType: 'Buyer' },
    timestamp: 't',
    actor: { id: 'USR-1', name: 'Ada' },
    type: 'Public' as const,
  };
  test.each([
    ['{{actor.name}} and {{ object.id }}', 'Ada and BUY-1'],
    ['{{buyer.address.city}} {{buyer.count}}', 'Zug 3'],
    ['{{constructor.name}} {{__proto__.x}} {{actor}}', '{{constructor.name}} {{__proto__.x}} {{actor}}'],
  ])('%s', (details, expected) =>
    expect(renderDetails({ ...base, details, documents: { buyer: { address: { city: 'Zug' }, count: 3 } } }).details).toBe(expected),
  );
});
